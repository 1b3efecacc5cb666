use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
#[netserver(flags)]
enum State {
    A = 1,
    B = 6,
}

fn main() {}
