use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(date = dairy)]
    when: DateTime,
}

fn main() {}
