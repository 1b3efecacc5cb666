use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations(save, save))]
struct Contact {
    id: i32,
}

fn main() {}
