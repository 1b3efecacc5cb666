use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(rename_all = "Title Case")]
struct Contact {
    id: i32,
}

fn main() {}
