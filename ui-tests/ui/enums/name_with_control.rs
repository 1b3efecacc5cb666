use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
enum State {
    #[netserver(rename = "a\u{1}")]
    A,
}

fn main() {}
