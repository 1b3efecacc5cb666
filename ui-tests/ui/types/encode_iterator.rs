use webhook_model::{Encoder, MediaType, Webhook};

fn main() {
    let hooks = [Webhook::create_default()];
    let _ = Encoder::new(MediaType::ApplicationJson).encode(&hooks.iter());
}
