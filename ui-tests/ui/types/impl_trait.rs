use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: impl Copy,
    b: i32,
}

fn main() {}
