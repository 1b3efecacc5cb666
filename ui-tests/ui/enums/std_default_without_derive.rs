use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
enum State {
    Open,
    #[default]
    Shut,
}

fn main() {}
