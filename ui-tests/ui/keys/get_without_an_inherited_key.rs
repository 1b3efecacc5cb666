use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Base {
    name: String,
}

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations(create_default, get))]
struct Contact {
    title: String,
    #[netserver(base)]
    base: Base,
}

fn main() {}
