use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = 0..=40000)]
    rank: i16,
}

fn main() {}
