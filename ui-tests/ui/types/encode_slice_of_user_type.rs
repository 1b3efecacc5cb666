use webhook_model::{Encoder, MediaType};

struct Contact;

fn main() {
    let contacts = [Contact];
    let _ = Encoder::new(MediaType::ApplicationJson).encode(&contacts[..]);
    let _ = Encoder::new(MediaType::ApplicationJson).encode_iter(contacts.iter());
}
