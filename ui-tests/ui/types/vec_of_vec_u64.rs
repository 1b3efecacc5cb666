use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: Vec<Vec<u64>>,
}

fn main() {}
