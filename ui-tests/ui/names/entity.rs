use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(entity = "a/b")]
struct Contact {
    id: i32,
}

fn main() {}
