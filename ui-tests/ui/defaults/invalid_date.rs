use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "2026-02-30")]
    value: DateTime,
}

fn main() {}
