use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
#[netserver(entity = "a b")]
enum State {
    A,
}

fn main() {}
