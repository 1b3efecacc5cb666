use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: std::collections::HashMap<f64, String>,
}

fn main() {}
