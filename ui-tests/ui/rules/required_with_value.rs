use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(required = true)]
    name: Option<String>,
}

fn main() {}
