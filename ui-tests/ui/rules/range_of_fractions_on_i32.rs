use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = 0.5..=1.5)]
    rank: Option<i32>,
}

fn main() {}
