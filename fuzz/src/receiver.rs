//! The input of a receiver of notifications: addresses, event names, signatures.

use webhook_model::Secret;
use webhook_model::notification::EventName;
use webhook_model::signature::{Signature, verify};
use webhook_model::target_url::{check_address, check_url};

/// Parses the input as a URL, as an event name, and as a body with its signature.
///
/// # Panics
/// If an address in a private network is accepted, or a signature of another body.
pub fn run(input: &[u8]) {
    let (header, body) = crate::halves(input);
    if let Ok(text) = std::str::from_utf8(header) {
        if let Ok(checked) = check_url(text) {
            assert!(!checked.host().is_empty());
            if let Some(address) = checked.address() {
                assert_eq!(check_address(address), Ok(()));
            }
        }
        if let Ok(event) = EventName::parse(text) {
            assert!(text.starts_with(event.entity()));
        }
    }
    let secret = Secret::from("secret".to_owned());
    let signature = Signature::of(b"secret", body).to_string();
    assert_eq!(verify(&secret, body, Some(signature.as_bytes())), Ok(()));
    if header != signature.as_bytes() && verify(&secret, body, Some(header)).is_ok() {
        // Hexadecimal digits in the other case, and surrounding text.
        let text = String::from_utf8_lossy(header);
        assert!(text.trim().eq_ignore_ascii_case(&signature), "{text}");
    }
}
