use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = -1)]
    value: u32,
}

fn main() {}
