use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver = "Id"]
    id: i32,
}

fn main() {}
