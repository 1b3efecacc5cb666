use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    name: str,
    id: i32,
}

fn main() {}
