use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = (a b))]
    a: i32,
}

fn main() {}
