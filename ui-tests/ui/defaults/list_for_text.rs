use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = ["a"])]
    value: String,
}

fn main() {}
