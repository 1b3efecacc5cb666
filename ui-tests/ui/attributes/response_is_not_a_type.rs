use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "A", operation = "B", response = 5)]
struct Contact {
    id: i32,
}

fn main() {}
