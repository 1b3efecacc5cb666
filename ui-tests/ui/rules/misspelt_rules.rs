use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(requird, rang = 1..)]
    rank: Option<i32>,
}

fn main() {}
