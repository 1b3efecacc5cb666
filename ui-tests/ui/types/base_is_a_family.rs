use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Text {
    kind: String,
}

#[derive(NetServerEntity)]
#[netserver(tag = "Kind")]
enum Step {
    Text(Text),
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(base)]
    base: Step,
    name: String,
}

fn main() {}
