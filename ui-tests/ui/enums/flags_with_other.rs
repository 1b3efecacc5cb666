use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(Clone, NetServerEnum)]
#[repr(i32)]
#[netserver(flags)]
enum State {
    A = 1,
    #[netserver(other)]
    B(UnknownVariant),
}

fn main() {}
