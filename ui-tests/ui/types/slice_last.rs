use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    name: [u8],
}

fn main() {}
