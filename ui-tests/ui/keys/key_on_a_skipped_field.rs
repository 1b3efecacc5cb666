use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(skip, key)]
    id: i32,
}

fn main() {}
