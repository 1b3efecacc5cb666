use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct SaleId(#[netserver(key)] i32);

fn main() {}
