use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(nullable)]
    value: String,
}

fn main() {}
