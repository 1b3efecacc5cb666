use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    #[netserver(rename = "1")]
    A,
}

fn main() {}
