use webhook_model::{NetServerEnum, UnknownVariant};

// The expansion uses these names for parameters and imports.
#[derive(NetServerEnum)]
enum State<const __p: usize> {
    Active,
    #[netserver(other)]
    Other(UnknownVariant),
}

fn main() {}
