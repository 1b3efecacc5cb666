use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(NetServerEntity)]
struct Number {
    kind: Kind,
}

#[derive(NetServerEntity)]
struct Words {
    kind: Kind,
}

#[derive(NetServerEnum)]
enum Kind {
    Number,
    Words,
}

#[derive(NetServerEntity)]
#[netserver(tag = "Kind")]
enum Field {
    #[netserver(default)]
    Number(Number),
    #[netserver(default)]
    Words(Words),
}

fn main() {}
