use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(max_length = -1)]
    name: String,
}

fn main() {}
