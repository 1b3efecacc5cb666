use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[repr(C, packed)]
struct Contact {
    a: i32,
}

fn main() {}
