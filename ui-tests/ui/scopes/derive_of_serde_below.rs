use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[derive(serde::Deserialize)]
struct Contact {
    id: i32,
}

fn main() {}
