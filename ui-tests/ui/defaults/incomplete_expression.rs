use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = 1 +)]
    a: i32,
}

fn main() {}
