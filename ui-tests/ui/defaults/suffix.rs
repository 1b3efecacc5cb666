use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 1i32)]
    value: i32,
}

fn main() {}
