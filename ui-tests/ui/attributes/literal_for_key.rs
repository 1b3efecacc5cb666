use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver("agent")]
struct Contact {
    id: i32,
}

fn main() {}
