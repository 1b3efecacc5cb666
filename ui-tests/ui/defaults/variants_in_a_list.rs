use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(NetServerEnum)]
enum State {
    Open,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = [Open, Open])]
    states: Vec<State>,
}

fn main() {}
