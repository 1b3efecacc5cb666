use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    name: str,
}

fn main() {}
