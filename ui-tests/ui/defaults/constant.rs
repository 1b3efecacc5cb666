use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = NAME)]
    value: String,
}

fn main() {}
