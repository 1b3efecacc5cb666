use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    #[netserver(default)]
    A,
    #[netserver(default)]
    B,
}

fn main() {}
