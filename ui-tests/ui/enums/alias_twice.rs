use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    #[netserver(alias = "X", alias = "X")]
    A,
}

fn main() {}
