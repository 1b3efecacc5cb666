use webhook_model::{NetServerEntity, UnknownEntity};

trait Shape {}

#[derive(NetServerEntity)]
struct Circle {
    kind: String,
    radius: f64,
}

#[derive(NetServerEntity)]
#[netserver(tag = "Kind")]
enum Shapes {
    Circle(Circle),
    Any(Box<dyn Shape>),
    #[netserver(other)]
    Other(UnknownEntity),
}

fn main() {}
