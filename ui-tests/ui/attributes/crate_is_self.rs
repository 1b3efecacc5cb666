use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(crate = Self)]
struct Contact {
    id: i32,
}

fn main() {}
