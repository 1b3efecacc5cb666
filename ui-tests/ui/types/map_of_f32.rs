use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: std::collections::BTreeMap<String, f32>,
}

fn main() {}
