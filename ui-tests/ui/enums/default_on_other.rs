use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(Clone, NetServerEnum)]
enum State {
    A,
    #[netserver(other, default)]
    B(UnknownVariant),
}

fn main() {}
