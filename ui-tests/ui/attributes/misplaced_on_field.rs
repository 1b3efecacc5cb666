use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(agent = "Contact")]
    id: i32,
}

fn main() {}
