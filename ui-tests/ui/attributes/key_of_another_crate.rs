use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(primary_key)]
    id: i32,
}

fn main() {}
