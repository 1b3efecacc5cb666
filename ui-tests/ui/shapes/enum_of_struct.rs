use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
struct State {
    a: i32,
}

fn main() {}
