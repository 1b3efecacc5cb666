use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(required, default = " ")]
    name: String,
}

fn main() {}
