use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
#[serde(rename_all = "camelCase")]
enum State {
    Open,
}

fn main() {}
