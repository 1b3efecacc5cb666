use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "My Agent")]
struct Contact {
    id: i32,
}

fn main() {}
