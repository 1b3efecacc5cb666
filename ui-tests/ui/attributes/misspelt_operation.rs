use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations(create_defualt))]
struct Contact {
    id: i32,
}

fn main() {}
