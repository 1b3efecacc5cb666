use webhook_model::{NetServerEntity, Secret};

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = "hunter2")]
    secret: Option<Secret>,
}

fn main() {}
