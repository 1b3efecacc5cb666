use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = Vec<i32>::new())]
    value: Vec<i32>,
}

fn main() {}
