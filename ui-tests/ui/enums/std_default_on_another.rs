use webhook_model::NetServerEnum;

#[derive(Default, NetServerEnum)]
enum State {
    #[netserver(default)]
    Open,
    #[default]
    Shut,
}

fn main() {}
