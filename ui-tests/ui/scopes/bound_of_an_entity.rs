use webhook_model::NetServerEntity;

struct Person {
    name: String,
}

fn size<T: NetServerEntity>(_: &T) {}

fn main() {
    size(&Person { name: String::new() });
}
