use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A = 5_000_000_000,
}

fn main() {}
