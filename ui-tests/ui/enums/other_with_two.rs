use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(Clone, NetServerEnum)]
enum State {
    A,
    #[netserver(other)]
    B(UnknownVariant, i32),
}

fn main() {}
