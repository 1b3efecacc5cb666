use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: std::collections::BTreeMap<i64, String>,
}

fn main() {}
