use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = 1i32..=5)]
    rank: i32,
}

fn main() {}
