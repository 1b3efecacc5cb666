use std::collections::BTreeMap;

use webhook_model::NetServerEntity;

// Lacks the order that keys have.
#[derive(NetServerEntity)]
struct SaleId(i32);

#[derive(NetServerEntity)]
struct Sale {
    names: BTreeMap<SaleId, String>,
}

fn main() {}
