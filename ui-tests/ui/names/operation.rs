use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operation = "Get Note")]
struct Contact {
    id: i32,
}

fn main() {}
