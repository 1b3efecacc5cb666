use webhook_model::{NetServerEnum, UnknownVariant};

#[derive(Clone, NetServerEnum)]
#[netserver(flag)]
enum State {
    #[netserver(defualt)]
    A(i32),
    #[netserver(rename = "a,b")]
    B,
    #[netserver(rename = "X", alias = "X")]
    C,
    #[netserver(other, rename = "Y")]
    D(UnknownVariant),
    #[netserver(other)]
    E(UnknownVariant),
}

fn main() {}
