use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(entry = "Pair")]
    word: String,
}

fn main() {}
