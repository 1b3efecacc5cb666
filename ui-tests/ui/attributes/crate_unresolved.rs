use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(crate = nowhere)]
struct Contact {
    id: i32,
}

fn main() {}
