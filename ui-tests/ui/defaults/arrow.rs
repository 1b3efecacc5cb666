use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = x => y)]
    value: i32,
}

fn main() {}
