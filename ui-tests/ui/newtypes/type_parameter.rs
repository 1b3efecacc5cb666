use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Holder<T>(T);

fn main() {}
