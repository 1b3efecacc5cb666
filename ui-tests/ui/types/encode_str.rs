use webhook_model::{Encoder, MediaType};

fn main() {
    let _ = Encoder::new(MediaType::ApplicationJson).encode("text");
}
