use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 1.5)]
    value: i32,
}

fn main() {}
