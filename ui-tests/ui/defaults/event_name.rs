use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(format = event_name, default = ["contact.created", "Contact Deleted"])]
    events: Vec<String>,
}

fn main() {}
