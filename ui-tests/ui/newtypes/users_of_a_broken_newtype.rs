use std::collections::BTreeMap;

use webhook_model::operation::Operation;
use webhook_model::{MediaType, NetServerEntity};

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash, NetServerEntity)]
#[netserver(agent = "Sale", operation = "Get/Sale", response = Vec<Sale>)]
struct SaleId(i32);

#[derive(NetServerEntity)]
#[netserver(agent = "Sale", operations(get))]
struct Sale {
    #[netserver(key, default = 5)]
    sale_id: SaleId,
    names: BTreeMap<SaleId, Vec<SaleId>>,
}

fn main() {
    let _ = SaleId::decode(MediaType::ApplicationJson, b"1").unwrap().encode(MediaType::TextXml);
    let _: Vec<Sale> = <<SaleId as Operation>::Response>::default();
    let _ = (SaleId::create_default(), SaleId::default(), SaleId::PATH);
}
