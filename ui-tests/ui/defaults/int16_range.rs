use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 40000)]
    value: i16,
}

fn main() {}
