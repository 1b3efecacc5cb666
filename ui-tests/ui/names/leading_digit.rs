use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    _1: i32,
}

fn main() {}
