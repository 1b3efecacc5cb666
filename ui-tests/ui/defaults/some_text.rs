use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = Some("x"))]
    a: Option<String>,
}

fn main() {}
