use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = MIN..=MAX)]
    rank: i32,
}

fn main() {}
