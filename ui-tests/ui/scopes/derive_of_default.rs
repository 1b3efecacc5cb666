use webhook_model::NetServerEntity;

#[derive(Default, NetServerEntity)]
struct Contact {
    id: i32,
}

fn main() {}
