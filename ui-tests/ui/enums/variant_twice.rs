use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
enum State {
    A,
    A,
}

fn main() {}
