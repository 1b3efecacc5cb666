use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = let x = 1)]
    value: i32,
}

fn main() {}
