use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Sale")]
struct SaleId(i32);

fn main() {}
