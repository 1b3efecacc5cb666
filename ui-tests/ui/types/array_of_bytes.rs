use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: [u8; 16],
}

fn main() {}
