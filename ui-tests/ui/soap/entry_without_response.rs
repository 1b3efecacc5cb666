use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Report", operation = "GetHeaders", entry = "HeaderKeyValuePair")]
struct GetHeaders {
    id: i32,
}

fn main() {}
