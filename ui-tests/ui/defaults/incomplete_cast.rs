use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 1 as)]
    value: i32,
}

fn main() {}
