use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(flatten)]
    id: i32,
}

fn main() {}
