use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(with = "date_format")]
    value: String,
}

fn main() {}
