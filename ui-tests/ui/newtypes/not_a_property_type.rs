use webhook_model::NetServerEntity;

struct Foreign;

#[derive(NetServerEntity)]
struct Holder(Foreign);

fn main() {}
