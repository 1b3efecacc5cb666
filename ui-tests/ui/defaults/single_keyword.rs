use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = match)]
    value: i32,
}

fn main() {}
