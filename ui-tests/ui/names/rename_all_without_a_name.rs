use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(rename_all = "kebab-case")]
struct Contact {
    __: i32,
}

fn main() {}
