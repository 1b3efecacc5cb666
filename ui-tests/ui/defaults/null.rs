use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = null)]
    value: Option<String>,
}

fn main() {}
