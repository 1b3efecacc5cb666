use webhook_model::NetServerEntity;

// That the key is missing does not follow from the slip.
#[derive(NetServerEntity)]
#[netserver(agent = "Project", operations(get), qery = "projectId")]
struct ProjectEvent {
    caption: Option<String>,
}

fn main() {}
