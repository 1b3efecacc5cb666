use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "2026-01-01T08:00:00")]
    day: chrono::NaiveDate,
}

fn main() {}
