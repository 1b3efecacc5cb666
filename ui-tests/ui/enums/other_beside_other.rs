use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(NetServerEnum)]
enum State {
    Other,
    #[netserver(other)]
    Other(UnknownVariant),
}

fn main() {}
