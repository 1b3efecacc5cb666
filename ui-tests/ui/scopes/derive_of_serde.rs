use webhook_model::NetServerEntity;

#[derive(serde::Serialize, serde::Deserialize, NetServerEntity)]
struct Contact {
    id: i32,
}

fn main() {}
