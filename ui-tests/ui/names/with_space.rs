use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = "a b")]
    a: i32,
}

fn main() {}
