use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
#[netserver(rename_all = "Title")]
enum State {
    A,
}

fn main() {}
