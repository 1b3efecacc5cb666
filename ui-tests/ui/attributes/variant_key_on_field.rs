use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(other)]
    id: i32,
}

fn main() {}
