use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A,
    #[netserver(rename = "A")]
    B,
}

fn main() {}
