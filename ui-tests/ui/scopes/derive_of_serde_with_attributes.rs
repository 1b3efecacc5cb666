use webhook_model::NetServerEntity;

#[derive(serde::Serialize, NetServerEntity)]
struct Contact {
    #[serde(rename = "ID")]
    id: i32,
}

fn main() {}
