use webhook_model::NetServerEntity;

// The missing key must not be reported as well.
#[derive(NetServerEntity)]
#[netserver(agent = "Project", operations(get), qery = "projectId")]
struct ProjectEvent {
    caption: Option<String>,
}

fn main() {}
