use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
#[netserver(flags)]
enum Right {
    Read = 1,
    View = 1,
}

fn main() {}
