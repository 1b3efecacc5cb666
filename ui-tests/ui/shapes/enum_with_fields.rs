use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A(i32),
}

fn main() {}
