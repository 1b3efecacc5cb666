use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operation = "Count", response = usize)]
struct Contact {
    a: i32,
}

fn main() {}
