use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(NetServerEnum)]
enum State {
    Open = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

fn main() {}
