use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
#[netserver(agnet = "Contact", colour)]
struct Contact {
    #[netserver(date = utc)]
    name: String,
    count: u64,
    other: Option<u64>,
    set: std::collections::HashSet<String>,
    lock: std::sync::Mutex<i32>,
    lock_again: std::sync::Mutex<i32>,
    #[netserver(default = "2026-02-30")]
    when: DateTime,
    #[netserver(rename = "a b")]
    text: String,
    #[netserver(default = 40000, key)]
    small: i16,
    pair: (i32, i32),
}

fn main() {}
