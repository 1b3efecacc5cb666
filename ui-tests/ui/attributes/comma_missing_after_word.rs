use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(key max_length = 3)]
    id: i32,
}

fn main() {}
