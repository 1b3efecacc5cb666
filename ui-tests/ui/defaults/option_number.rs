use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "1")]
    value: Option<i32>,
}

fn main() {}
