use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(date = tomorrow)]
    when: DateTime,
}

fn main() {}
