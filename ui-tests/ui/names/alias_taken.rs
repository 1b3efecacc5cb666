use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(alias = "name")]
    a: i32,
    name: i32,
}

fn main() {}
