use webhook_model::NetServerEntity;

struct Person {
    name: String,
}

#[derive(NetServerEntity)]
struct Contact {
    person: Person,
}

fn main() {}
