use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(max_length = 3, default = "word")]
    name: String,
}

fn main() {}
