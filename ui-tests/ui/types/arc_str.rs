use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: std::sync::Arc<str>,
}

fn main() {}
