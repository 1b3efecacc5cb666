use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(netserver::key)]
    id: i32,
}

fn main() {}
