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
    Number(i32),
}

fn main() {}
