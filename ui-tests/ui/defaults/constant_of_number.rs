use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = PAGE)]
    value: i32,
}

fn main() {}
