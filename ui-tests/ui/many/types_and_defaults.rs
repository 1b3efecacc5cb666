use webhook_model::{DateTime, NetServerEntity};

#[derive(NetServerEntity)]
struct Contact {
    count: u64,
    count_again: u64,
    lock: std::sync::Mutex<i32>,
    lock_again: std::sync::Mutex<i32>,
    #[netserver(default = "2026-02-30")]
    when: DateTime,
    #[netserver(default = 40000, key)]
    small: i16,
}

fn main() {}
