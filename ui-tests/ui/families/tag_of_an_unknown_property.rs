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
#[netserver(tag = "Sort")]
enum Field {
    Number(Number),
}

fn main() {}
