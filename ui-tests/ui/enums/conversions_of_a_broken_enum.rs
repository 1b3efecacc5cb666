use webhook_model::NetServerEnum;

#[derive(NetServerEnum)]
#[repr(i32)]
enum State {
    Open = 5 + 1,
}

fn main() {
    let _ = State::try_from(1);
    let _: i32 = State::Open.into();
    let _ = State::default();
}
