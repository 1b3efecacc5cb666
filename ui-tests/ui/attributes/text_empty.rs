use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = "")]
    id: i32,
}

fn main() {}
