use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(colour = "red")]
struct Contact {
    id: i32,
}

fn main() {}
