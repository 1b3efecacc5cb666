use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(rename = "Name")]
    a: i32,
    #[netserver(rename = "name")]
    b: i32,
    #[netserver(alias = "NAME")]
    c: i32,
}

fn main() {}
