use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Code(String);

#[derive(NetServerEntity)]
#[netserver(agent = "Sale", operations(get))]
struct Sale {
    #[netserver(key)]
    code: Code,
}

fn main() {}
