use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: Box<dyn std::fmt::Debug>,
}

fn main() {}
