use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact<const N: usize = 3> {
    a: [i32; N],
}

fn main() {}
