use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "A", agent = "B")]
struct Contact {
    id: i32,
}

fn main() {}
