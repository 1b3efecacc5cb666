use webhook_model::NetServerEntity;

#[derive(Debug, serde::Serialize)]
/// A contact.
#[derive(NetServerEntity)]
struct Contact {
    id: i32,
}

fn main() {}
