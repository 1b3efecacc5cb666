use webhook_model::NetServerEnum;

#[derive(Default, NetServerEnum)]
enum State {
    Closed,
    #[default]
    Open,
}

fn main() {}
