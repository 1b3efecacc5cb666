use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(soap_order(name))]
struct Contact {
    rank: i32,
    name: String,
    #[netserver(web_api_only)]
    newer: bool,
}

fn main() {}
