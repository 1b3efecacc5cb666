use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = [1, "b"])]
    value: Vec<i32>,
}

fn main() {}
