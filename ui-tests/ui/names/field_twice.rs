use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = "Name")]
    a: i32,
    name: i32,
}

fn main() {}
