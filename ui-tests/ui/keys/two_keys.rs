use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(key)]
    a: i32,
    #[netserver(key)]
    b: i32,
}

fn main() {}
