use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: Result<i32, String>,
}

fn main() {}
