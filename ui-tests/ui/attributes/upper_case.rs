use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(Key)]
    id: i32,
}

fn main() {}
