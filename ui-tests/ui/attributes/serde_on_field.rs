use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[serde(rename = "URL")]
    url: String,
}

fn main() {}
