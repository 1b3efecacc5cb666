//! How long the events of a webhook may be (vendor documentation). The entity has the other limits.

use axum::http::StatusCode;
use webhook_model::entities::Webhook12;

use crate::fault::Fault;

/// The most characters of all events, joined by commas and counted in UTF-16.
const EVENTS: usize = 4000;

/// Checks a webhook.
///
/// # Errors
/// 422 for events that are too long.
pub(super) fn check(hook: &Webhook12) -> Result<(), Fault> {
    let events = hook.events.iter().flatten();
    let length: usize = events.map(|event| event.encode_utf16().count() + 1).sum();
    if length > EVENTS + 1 {
        let message = format!("/Events: must have at most {EVENTS} characters, joined by commas");
        return Err(Fault::new(StatusCode::UNPROCESSABLE_ENTITY, message));
    }
    Ok(())
}
