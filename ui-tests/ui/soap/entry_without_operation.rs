use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(entry = "HeaderKeyValuePair")]
struct Headers {
    id: i32,
}

fn main() {}
