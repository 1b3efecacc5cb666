use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = { "a": "b" })]
    value: std::collections::BTreeMap<String, String>,
}

fn main() {}
