use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations(get))]
struct Contact {
    contact_id: i32,
}

fn main() {}
