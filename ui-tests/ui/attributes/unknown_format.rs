use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(format = phone)]
    phone: String,
}

fn main() {}
