use webhook_model::NetServerEntity;

// The expansion has lifetimes of these names.
#[derive(NetServerEntity)]
struct Contact<'de, 'a> {
    b: &'de str,
    c: &'a str,
}

fn main() {}
