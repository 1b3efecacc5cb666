use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(NetServerEnum)]
#[repr(i32)]
enum State {
    Active = 0,
    #[netserver(other, web_api_only)]
    Other(UnknownVariant),
}

fn main() {}
