use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact<T> {
    a: T,
}

fn main() {}
