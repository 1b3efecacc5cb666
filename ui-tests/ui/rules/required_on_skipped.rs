use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(skip, required, range = 1..)]
    rank: i32,
}

fn main() {}
