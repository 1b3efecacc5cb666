use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(soap_order(nmae, rank))]
struct Contact {
    rank: i32,
    name: String,
}

fn main() {}
