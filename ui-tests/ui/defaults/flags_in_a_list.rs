use webhook_model::{Flags, NetServerEntity, NetServerEnum};

#[derive(NetServerEnum)]
#[netserver(flags)]
enum Right {
    Read = 1,
    Write = 2,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = [Read, Write])]
    rights: Flags<Right>,
}

fn main() {}
