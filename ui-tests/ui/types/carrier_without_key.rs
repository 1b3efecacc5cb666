use webhook_model::{Carrier, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    carrier: Carrier,
}

fn main() {}
