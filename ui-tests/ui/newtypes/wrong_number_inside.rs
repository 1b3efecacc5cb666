use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Sale", operation = "GetSaleList")]
struct GetSaleList(Vec<u64>);

fn main() {}
