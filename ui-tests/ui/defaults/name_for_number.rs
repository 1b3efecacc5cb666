use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = Large)]
    state: i32,
}

fn main() {}
