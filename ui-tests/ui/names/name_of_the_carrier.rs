use webhook_model::{Carrier, NetServerEntity};

#[derive(NetServerEntity)]
#[netserver(carrier)]
struct Contact {
    table_right: i32,
    carrier: Carrier,
}

fn main() {}
