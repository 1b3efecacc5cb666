use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = [])]
    value: Vec<String>,
}

fn main() {}
