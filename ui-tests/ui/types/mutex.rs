use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: std::sync::Mutex<i32>,
}

fn main() {}
