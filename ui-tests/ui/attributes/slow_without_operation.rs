use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(slow_ms = 5000)]
struct Person {
    rank: i32,
}

#[derive(NetServerEntity)]
#[netserver(agent = "Person", operation = "GetNote", slow_ms = 0)]
struct GetNote {
    rank: i32,
}

fn main() {}
