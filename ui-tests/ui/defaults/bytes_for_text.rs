use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = b"x")]
    value: String,
}

fn main() {}
