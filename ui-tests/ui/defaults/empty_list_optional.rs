use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = [])]
    value: Option<Vec<String>>,
}

fn main() {}
