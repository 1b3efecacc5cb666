use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = ["2026-01-01", "2026-13-01"])]
    value: Vec<DateTime>,
}

fn main() {}
