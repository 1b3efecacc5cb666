use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
union Contact {
    a: i32,
}

fn main() {}
