use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = ..=5, default = [1, 6])]
    ranks: Vec<i32>,
}

fn main() {}
