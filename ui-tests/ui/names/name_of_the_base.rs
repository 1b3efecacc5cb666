use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Base {
    name: String,
}

#[derive(NetServerEntity)]
struct Contact {
    name: String,
    #[netserver(base)]
    base: Base,
}

fn main() {}
