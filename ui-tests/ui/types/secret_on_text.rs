use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(secret)]
    word: String,
}

fn main() {}
