use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(crate = 1)]
struct Contact {
    id: i32,
}

fn main() {}
