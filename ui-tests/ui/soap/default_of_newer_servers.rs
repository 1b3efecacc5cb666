use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
enum State {
    #[netserver(web_api_only)]
    Paused,
    Active,
}

fn main() {}
