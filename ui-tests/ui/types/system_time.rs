use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: std::time::SystemTime,
}

fn main() {}
