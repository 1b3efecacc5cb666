use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = webhook)]
    value: String,
}

fn main() {}
