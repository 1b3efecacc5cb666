use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Base {
    name: String,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(alias = "name")]
    title: String,
    #[netserver(base)]
    base: Base,
}

fn main() {}
