use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = ["a",, "b"])]
    value: Vec<String>,
}

fn main() {}
