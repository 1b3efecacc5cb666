use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact" entity = "Kontakt")]
struct Contact {
    id: i32,
}

fn main() {}
