use webhook_model::{NetServerEnum, UnknownVariant};

// The expansion has parameters and imports of these names.
#[derive(NetServerEnum)]
enum State<const __p: usize> {
    Active,
    #[netserver(other)]
    Other(UnknownVariant),
}

fn main() {}
