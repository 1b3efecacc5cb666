use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(base)]
    base: i32,
}

fn main() {}
