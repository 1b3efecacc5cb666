use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A = 1,
    B = 1,
}

fn main() {}
