use webhook_model::NetServerEntity;

// The expansion uses these names for lifetimes.
#[derive(NetServerEntity)]
struct Contact<'de, 'a> {
    b: &'de str,
    c: &'a str,
}

fn main() {}
