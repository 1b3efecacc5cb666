use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {}

fn main() {}
