use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(alias = "A")]
    a: i32,
}

fn main() {}
