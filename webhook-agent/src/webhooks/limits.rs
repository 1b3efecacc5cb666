//! How long the properties of a webhook may be (vendor documentation).

use webhook_model::Webhook;

use crate::fault::Fault;

/// The most characters of each property, counted in UTF-16 as the server's database does.
const NAME: usize = 400;
const EVENTS: usize = 4000;
const TARGET: usize = 4000;
const TYPE: usize = 100;
const SECRET: usize = 400;
const ERRORS_EMAIL: usize = 239;

/// Checks a webhook.
///
/// # Errors
/// 400 that names all properties that are too long, with their limits.
pub(super) fn check(hook: &Webhook) -> Result<(), Fault> {
    let length = |text: &Option<String>| text.as_deref().map_or(0, units);
    let events = hook.events.iter().flatten();
    let events: usize = events.map(|event| units(event) + 1).sum();
    let secret = hook.secret.as_ref();
    let found = [
        ("Name", length(&hook.name), NAME),
        // They are joined by commas.
        ("Events", events.saturating_sub(1), EVENTS),
        ("TargetUrl", length(&hook.target_url), TARGET),
        ("Type", length(&hook.r#type), TYPE),
        (
            "Secret",
            secret.map_or(0, |secret| units(secret.expose())),
            SECRET,
        ),
        ("ErrorsEmail", length(&hook.errors_email), ERRORS_EMAIL),
    ];
    let too_long: Vec<String> = (found.iter())
        .filter(|(_, length, limit)| length > limit)
        .map(|(name, length, limit)| format!("{name} has {length} characters of at most {limit}"))
        .collect();
    if too_long.is_empty() {
        Ok(())
    } else {
        Err(Fault::bad_request(too_long.join("; ")))
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
