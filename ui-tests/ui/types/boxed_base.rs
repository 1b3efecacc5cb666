use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Base {
    id: i32,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(base)]
    base: Box<Base>,
    name: String,
}

fn main() {}
