use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(rename = "Kontakt")]
struct Contact {
    id: i32,
}

fn main() {}
