use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations(delete))]
struct Contact {
    name: String,
}

fn main() {}
