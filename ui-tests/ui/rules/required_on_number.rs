use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(required)]
    rank: i32,
}

fn main() {}
