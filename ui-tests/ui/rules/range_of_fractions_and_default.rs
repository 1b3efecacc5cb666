use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(range = 0.5.., default = 0.25)]
    rank: f64,
}

fn main() {}
