use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Text {
    #[netserver(renam = "A")]
    kind: String,
}

#[derive(NetServerEntity)]
#[netserver(tag = "FieldType")]
enum Field {
    Text(Text),
}

fn main() {}
