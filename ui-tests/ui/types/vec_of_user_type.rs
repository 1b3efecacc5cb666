use webhook_model::NetServerEntity;

struct Person {
    name: String,
}

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
    value: Vec<Person>,
}

fn main() {}
