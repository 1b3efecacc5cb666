use std::collections::BTreeMap;

use webhook_model::NetServerEntity;

// Does not implement `Ord`, which keys require.
#[derive(NetServerEntity)]
struct SaleId(i32);

#[derive(NetServerEntity)]
struct Sale {
    names: BTreeMap<SaleId, String>,
}

fn main() {}
