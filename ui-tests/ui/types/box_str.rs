use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    a: Box<str>,
}

fn main() {}
