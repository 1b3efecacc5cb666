use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(max_length = "9")]
    name: String,
}

fn main() {}
