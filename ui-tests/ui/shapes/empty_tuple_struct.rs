use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact();

fn main() {}
