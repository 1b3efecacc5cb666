use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = "1a")]
    a: i32,
}

fn main() {}
