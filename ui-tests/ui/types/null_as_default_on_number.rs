use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(null_as_default)]
    value: i32,
}

fn main() {}
