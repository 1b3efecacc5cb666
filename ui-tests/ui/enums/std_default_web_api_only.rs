use webhook_model::NetServerEnum;

#[derive(Default, NetServerEnum)]
enum State {
    Open,
    #[default]
    #[netserver(web_api_only)]
    Shut,
}

fn main() {}
