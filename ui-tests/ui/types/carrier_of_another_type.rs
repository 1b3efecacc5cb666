use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(carrier)]
struct Contact {
    carrier: i32,
}

fn main() {}
