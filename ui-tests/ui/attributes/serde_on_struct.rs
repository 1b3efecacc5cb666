use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[serde(rename_all = "camelCase")]
struct Contact {
    url: String,
}

fn main() {}
