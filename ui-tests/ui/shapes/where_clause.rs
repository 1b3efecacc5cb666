use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact
where
    i32: Copy,
{
    a: i32,
}

fn main() {}
