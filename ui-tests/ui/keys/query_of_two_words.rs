use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Project", operations(get), query = "project id")]
struct ProjectEvent {
    caption: Option<String>,
}

fn main() {}
