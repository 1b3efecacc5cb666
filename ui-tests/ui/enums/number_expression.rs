use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A = 1 << 3,
}

fn main() {}
