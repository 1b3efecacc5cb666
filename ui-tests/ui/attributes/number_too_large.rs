use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(max_length = 4294967296)]
    name: String,
}

fn main() {}
