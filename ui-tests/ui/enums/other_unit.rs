use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A,
    #[netserver(other)]
    B,
}

fn main() {}
