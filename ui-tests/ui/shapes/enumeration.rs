use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
enum Contact {
    A,
}

fn main() {}
