use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(key = true)]
    id: i32,
}

fn main() {}
