use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(rename_all = camelcase)]
struct Contact {
    id: i32,
}

fn main() {}
