use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct SaleId(u64);

fn main() {}
