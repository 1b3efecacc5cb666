use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations())]
struct Contact {
    id: i32,
}

fn main() {}
