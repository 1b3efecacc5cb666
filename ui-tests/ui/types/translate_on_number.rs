use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(translate)]
    value: i32,
}

fn main() {}
