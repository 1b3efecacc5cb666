use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "x")]
    value: Vec<u8>,
}

fn main() {}
