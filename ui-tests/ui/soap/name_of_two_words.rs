use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
#[netserver(entity = "SoTask", soap_name = "a task")]
struct Task {
    id: i32,
}

fn main() {}
