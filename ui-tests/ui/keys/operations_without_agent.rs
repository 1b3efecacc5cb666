use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(operations(save))]
struct Contact {
    id: i32,
}

fn main() {}
