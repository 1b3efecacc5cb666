use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agnet = "Contact")]
struct Contact {
    id: i32,
}

fn main() {}
