use webhook_model::{NetServerEntity, NetServerEnum, UnknownEntity};

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
    #[netserver(other)]
    A(UnknownEntity),
}

fn main() {}
