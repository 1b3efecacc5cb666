use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(skip, date = utc)]
    a: DateTime,
}

fn main() {}
