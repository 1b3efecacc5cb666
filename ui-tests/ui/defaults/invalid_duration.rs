use webhook_model::{Duration, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "25:00:00")]
    value: Duration,
}

fn main() {}
