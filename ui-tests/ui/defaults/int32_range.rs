use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 3_000_000_000)]
    value: i32,
}

fn main() {}
