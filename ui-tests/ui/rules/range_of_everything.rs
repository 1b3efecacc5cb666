use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = ..)]
    rank: i32,
}

fn main() {}
