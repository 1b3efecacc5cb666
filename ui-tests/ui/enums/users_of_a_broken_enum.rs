use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(NetServerEnum)]
enum State {
    Open,
    Closed(i32),
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "Open")]
    state: State,
    #[netserver(default = Open)]
    last: Option<State>,
    #[netserver(default = ["Open"])]
    all: Vec<State>,
}

fn main() {}
