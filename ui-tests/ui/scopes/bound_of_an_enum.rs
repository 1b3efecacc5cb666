use webhook_model::NetServerEnum;

enum State {
    Open,
}

fn size<T: NetServerEnum>(_: &T) {}

fn main() {
    size(&State::Open);
}
