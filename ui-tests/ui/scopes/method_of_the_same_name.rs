use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    id: i32,
}

impl Contact {
    fn encode(&self) -> i32 {
        self.id
    }
}

fn main() {}
