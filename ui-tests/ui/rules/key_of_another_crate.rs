use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(minimum = 1)]
    rank: i32,
}

fn main() {}
