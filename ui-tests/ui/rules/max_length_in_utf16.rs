use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Sale {
    #[netserver(max_length = 3, default = "\u{1F600}\u{1F600}")]
    name: String,
}

fn main() {}
