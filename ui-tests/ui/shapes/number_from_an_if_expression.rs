use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    A = if true { 4 } else { 5 },
}

fn main() {}
