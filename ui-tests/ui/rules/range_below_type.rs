use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = -1..)]
    rank: u32,
}

fn main() {}
