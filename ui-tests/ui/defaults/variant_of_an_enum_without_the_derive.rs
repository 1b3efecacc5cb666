use webhook_model::NetServerEntity;

enum State {
    Open,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = Open)]
    state: State,
}

fn main() {}
