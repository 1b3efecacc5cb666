use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(maxlen = 20)]
    value: String,
}

fn main() {}
