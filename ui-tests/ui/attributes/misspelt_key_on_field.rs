use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(defualt = 1)]
    id: i32,
}

fn main() {}
