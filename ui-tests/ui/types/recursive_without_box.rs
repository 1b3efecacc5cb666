use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    parent: Option<Self>,
}

fn main() {}
