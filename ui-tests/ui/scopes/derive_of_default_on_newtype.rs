use webhook_model::NetServerEntity;

#[derive(Default, NetServerEntity)]
struct ContactId(i32);

fn main() {}
