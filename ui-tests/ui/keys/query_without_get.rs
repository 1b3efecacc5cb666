use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(agent = "Project", operations(save), query = "projectId")]
struct ProjectEvent {
    caption: Option<String>,
}

fn main() {}
