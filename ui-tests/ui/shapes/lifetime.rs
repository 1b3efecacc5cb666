use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact<'a> {
    a: &'a str,
}

fn main() {}
