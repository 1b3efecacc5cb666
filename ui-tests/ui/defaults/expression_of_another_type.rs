use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = String::from("x"))]
    value: Option<String>,
}

fn main() {}
