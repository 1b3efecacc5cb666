use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(format = email)]
    value: i32,
}

fn main() {}
