use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(Clone, NetServerEnum)]
enum State {
    A,
    #[netserver(other, rename = "X")]
    B(UnknownVariant),
}

fn main() {}
