use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    state: Stat,
}

fn main() {}
