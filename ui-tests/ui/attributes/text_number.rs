use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = 1)]
    id: i32,
}

fn main() {}
