use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(skip)]
    a: std::fs::File,
}

fn main() {}
