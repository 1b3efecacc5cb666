use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "x")]
    value: std::sync::Mutex<i32>,
}

fn main() {}
