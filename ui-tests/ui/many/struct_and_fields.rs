use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agnet = "Contact", operations(get))]
struct Contact {
    #[netserver(rename = "a b")]
    a: i32,
    #[netserver(default = [])]
    b: Vec<String>,
    #[netserver(max_length = 0)]
    c: String,
}

fn main() {}
