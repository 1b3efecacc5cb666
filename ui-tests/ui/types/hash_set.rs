use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: std::collections::HashSet<String>,
}

fn main() {}
