use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "2026-01-01T08:00:00")]
    when: Option<chrono::DateTime<chrono::Utc>>,
}

fn main() {}
