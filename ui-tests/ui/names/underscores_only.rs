use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    __: i32,
}

fn main() {}
