use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(soap_order(1, 0))]
struct Contact {
    rank: i32,
    name: String,
}

fn main() {}
