use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Text {
    field_type: String,
}

#[derive(NetServerEntity)]
struct Number {
    field_type: String,
}

#[derive(NetServerEntity)]
#[netserver(tag = "FieldType")]
enum Field {
    Text(Vec<Text>),
    Number(Number),
}

fn main() {}
