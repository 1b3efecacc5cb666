use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(base)]
    a: webhook_model::Associate,
    #[netserver(base)]
    b: webhook_model::Associate,
}

fn main() {}
