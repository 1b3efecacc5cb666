use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetLastError", response = Option<String>, colour)]
struct GetLastError {
    webhook_id: i32,
}

#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operations(get, sve))]
struct Hook {
    #[netserver(key)]
    id: i32,
}

fn answer<O: webhook_model::operation::Operation>(_: O::Response) -> &'static str {
    O::PATH
}

fn main() {
    println!("{}", answer::<GetLastError>(Some(String::new())));
    println!("{}", answer::<webhook_model::operation::Get<Hook>>(None));
    println!("{}", Hook::GET_PATH);
}
