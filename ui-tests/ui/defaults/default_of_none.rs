use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = None)]
    a: Option<i32>,
}

fn main() {}
