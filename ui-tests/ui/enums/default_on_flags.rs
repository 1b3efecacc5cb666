use webhook_model::NetServerEnum;

#[derive(Clone, NetServerEnum)]
#[netserver(flags)]
enum State {
    #[netserver(default)]
    A = 1,
}

fn main() {}
