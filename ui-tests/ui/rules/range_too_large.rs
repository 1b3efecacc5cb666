use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = 0..=9223372036854775808)]
    rank: i64,
}

fn main() {}
