use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(entity = "Sale")]
struct SaleId(i32);

fn main() {}
