use webhook_model::{NetServerEntity, Secret};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(translate)]
    value: Secret,
}

fn main() {}
