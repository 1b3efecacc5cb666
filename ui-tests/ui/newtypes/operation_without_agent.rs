use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(operation = "GetSaleList")]
struct GetSaleList(Vec<i32>);

fn main() {}
