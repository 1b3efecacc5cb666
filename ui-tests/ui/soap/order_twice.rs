use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(soap_order(name, rank, name))]
struct Contact {
    rank: i32,
    name: String,
}

fn main() {}
