use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: char,
}

fn main() {}
