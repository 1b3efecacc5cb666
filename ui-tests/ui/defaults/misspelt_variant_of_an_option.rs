use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(Clone, NetServerEnum)]
enum State {
    Open,
    Closed,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = Closd)]
    state: Option<State>,
}

fn main() {}
