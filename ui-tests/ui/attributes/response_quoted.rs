use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operation = "Find", response = "Vec<i32>")]
struct Find {
    name: String,
}

fn main() {}
