use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(required)]
    start: webhook_model::DateTime,
}

fn main() {}
