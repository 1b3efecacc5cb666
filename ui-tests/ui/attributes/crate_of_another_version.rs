use webhook_model::NetServerEntity;

/// The runtime of another version.
mod older {
    pub mod __private_0_0_9 {}
}

#[derive(NetServerEntity)]
#[netserver(crate = crate::older)]
struct Contact {
    id: i32,
}

fn main() {}
