use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(max_length = 3)]
    word: i32,
}

fn main() {}
