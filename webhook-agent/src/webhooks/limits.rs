//! The maximum length of a webhook's events (vendor documentation). The entity declares the other
//! limits.

use http::StatusCode;
use webhook_model::entities::Webhook12;

use crate::fault::Fault;

/// The maximum length of all events joined by commas, in UTF-16 code units.
const EVENTS: usize = 4000;

/// Checks the events of a webhook.
///
/// # Errors
/// 422 for events that are too long.
pub(super) fn check(hook: &Webhook12) -> Result<(), Fault> {
    let events = hook.events.as_deref().unwrap_or_default().iter();
    let length: usize = events.map(|event| event.encode_utf16().count() + 1).sum();
    if length > EVENTS + 1 {
        let message = format!("/Events: must have at most {EVENTS} characters, joined by commas");
        return Err(Fault::new(StatusCode::UNPROCESSABLE_ENTITY, message));
    }
    Ok(())
}
