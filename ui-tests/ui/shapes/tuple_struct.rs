use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact(i32);

fn main() {}
