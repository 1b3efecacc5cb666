use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct A {
    #[netserver(kee)]
    id: i32,
    b: Option<B>,
}

#[derive(NetServerEntity)]
struct B {
    #[netserver(ranme = "X")]
    id: i32,
    a: Vec<A>,
}

fn main() {}
