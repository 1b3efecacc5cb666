use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(date = utc)]
    when: String,
}

fn main() {}
