use webhook_model::*;

#[derive(NetServerEntity)]
#[netserver(agent = "Contact", operations(save))]
struct Contact {
    #[netserver(key)]
    id: i32,
}

fn main() {
    let _ = Contact::GET_PATH;
}
