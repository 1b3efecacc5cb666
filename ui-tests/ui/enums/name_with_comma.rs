use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    #[netserver(rename = "a,b")]
    A,
}

fn main() {}
