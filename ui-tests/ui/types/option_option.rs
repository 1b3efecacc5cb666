use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: Option<Box<Option<String>>>,
}

fn main() {}
