use webhook_model::NetServerEntity;

#[derive(Clone)]
enum State {
    Open,
}

#[derive(NetServerEntity)]
struct Contact {
    state: Option<State>,
}

fn main() {}
