use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(alias = "a b")]
    a: i32,
}

fn main() {}
