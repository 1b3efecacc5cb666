use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(required)]
    active: bool,
}

fn main() {}
