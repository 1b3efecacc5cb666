use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = Contact)]
struct Contact {
    id: i32,
}

fn main() {}
