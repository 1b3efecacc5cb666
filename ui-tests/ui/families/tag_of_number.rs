use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Circle {
    kind: i32,
}

#[derive(NetServerEntity)]
#[netserver(tag = "Kind")]
enum Shape {
    #[netserver(rename = "1")]
    Circle(Circle),
}

fn main() {}
