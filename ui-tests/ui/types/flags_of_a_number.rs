use webhook_model::{Flags, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    rights: Flags<i32>,
}

fn main() {}
