use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: fn() -> i32,
}

fn main() {}
