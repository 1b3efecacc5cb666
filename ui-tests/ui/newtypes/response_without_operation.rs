use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Sale", response = String)]
struct SaleId(i32);

fn main() {}
