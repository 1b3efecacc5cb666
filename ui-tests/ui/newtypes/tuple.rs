use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Place((f64, f64));

fn main() {}
