use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(key)]
    #[netserver(key)]
    id: i32,
}

fn main() {}
