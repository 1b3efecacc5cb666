use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: i32,
    a: String,
}

fn main() {}
