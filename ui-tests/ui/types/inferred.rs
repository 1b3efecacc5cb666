use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: _,
    b: i32,
}

fn main() {}
