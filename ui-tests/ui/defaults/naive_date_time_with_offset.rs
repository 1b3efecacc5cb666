use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "2026-01-01T00:00:00Z")]
    when: chrono::NaiveDateTime,
}

fn main() {}
