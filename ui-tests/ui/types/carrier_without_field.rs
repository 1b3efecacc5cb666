use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(carrier)]
struct Contact {
    id: i32,
}

fn main() {}
