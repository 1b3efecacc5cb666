use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(crate = shop::crate)]
struct Contact {
    id: i32,
}

fn main() {}
