use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
enum Field {
    A(i32),
}

fn main() {}
