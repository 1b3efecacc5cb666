use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(key)]
    id: Option<i32>,
}

fn main() {}
