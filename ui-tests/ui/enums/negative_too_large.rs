use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A = -2147483649,
}

fn main() {}
