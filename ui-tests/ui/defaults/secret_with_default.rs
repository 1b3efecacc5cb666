use webhook_model::{NetServerEntity, Secret};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(secret, default = "hunter2")]
    secret: Secret,
}

fn main() {}
