use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
enum State {
    #[serde(rename = "open")]
    Open,
}

fn main() {}
