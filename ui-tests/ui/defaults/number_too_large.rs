use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 99999999999999999999)]
    value: i64,
}

fn main() {}
