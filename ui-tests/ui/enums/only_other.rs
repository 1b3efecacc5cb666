use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(Clone, NetServerEnum)]
enum State {
    #[netserver(other)]
    B(UnknownVariant),
}

fn main() {}
