use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = "NAME")]
    a: i32,
    name: i32,
}

fn main() {}
