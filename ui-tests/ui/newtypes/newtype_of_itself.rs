use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Tree(Vec<Tree>);

fn main() {}
