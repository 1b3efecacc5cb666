use webhook_model::NetServerEnum;

#[derive(Default, NetServerEnum)]
#[netserver(flags)]
enum Rights {
    #[default]
    Read = 1,
    Write = 2,
}

fn main() {}
