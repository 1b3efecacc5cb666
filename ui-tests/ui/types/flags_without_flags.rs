use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(Clone, NetServerEnum)]
#[netserver(flags)]
enum Rights {
    Read = 1,
}

#[derive(NetServerEntity)]
struct Contact {
    rights: Rights,
}

fn main() {}
