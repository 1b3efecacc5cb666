use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(key,, deprecated)]
    a: i32,
}

fn main() {}
