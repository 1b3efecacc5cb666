//! Signals events to the webhooks that listen to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use webhook_model::entities::Webhook12;
use webhook_model::notification::EventName;
use webhook_model::{MediaType, WebhookPayload, WebhookState};

use super::Webhooks;
use crate::delivery::Event;
use crate::fault::Fault;
use crate::store::{Batch, Change};

impl Webhooks {
    /// Adds a notification to the outbox for each webhook that listens to the event. The
    /// notifications are stored before this returns.
    ///
    /// `data` becomes `FieldValues` of the notification.
    ///
    /// # Errors
    /// 400 for an invalid event name, 503 if the outbox is full.
    pub async fn signal(
        &self,
        name: &str,
        primary_key: i32,
        data: Option<BTreeMap<String, Value>>,
    ) -> Result<(), Fault> {
        let parsed = EventName::parse(name);
        let parsed = parsed.map_err(|error| Fault::bad_request(format!("EventName: {error}")))?;
        let now = self.clock.0.now();
        let mut payload = self.payload(name, now);
        payload.primary_key = primary_key;
        payload.entity = Some(parsed.entity().to_owned());
        payload.field_values = data;
        let event = Event {
            header: name.to_owned(),
            payload,
            is_test: false,
        };
        let batch = self.send(&event, &[name], now).await?;
        self.store.commit(batch).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// The test event for a target.
    pub(crate) fn test_event(&self) -> Event {
        let mut payload = self.payload("test", self.clock.0.now());
        payload.entity = Some("test".to_owned());
        Event {
            header: "test".to_owned(),
            payload,
            is_test: true,
        }
    }

    /// The change that notifies listeners of a webhook's new state.
    pub(crate) async fn state_event(&self, hook: &Webhook12) -> Result<Batch, Fault> {
        let (word, number) = match hook.state {
            WebhookState::Active => ("started", 1),
            WebhookState::Stopped => ("stopped", 2),
            WebhookState::TooManyErrors => ("errors", 3),
            _ => return Ok(Batch::new()),
        };
        let (id, now) = (hook.webhook_id, self.clock.0.now());
        let (general, own) = (format!("webhook.{word}"), format!("webhook{id}.{word}"));
        let mut payload = self.payload(&general, now);
        payload.primary_key = id;
        let values = payload.field_values.insert(BTreeMap::new());
        values.insert("state".to_owned(), Value::from(number));
        let names = [general.as_str(), own.as_str()];
        let event = Event {
            header: own.clone(),
            payload,
            is_test: false,
        };
        self.send(&event, &names, now).await
    }

    fn payload(&self, name: &str, now: DateTime<Utc>) -> WebhookPayload {
        let mut payload = WebhookPayload::create_default();
        payload.event_id = Some(new_id());
        payload.timestamp = now.into();
        payload.changes = Some(Vec::new());
        payload.event = Some(name.to_owned());
        payload.context_identifier = Some(self.context.clone());
        payload
    }

    /// The change that adds an event to the outbox for each webhook that listens to one of the
    /// names.
    async fn send(
        &self,
        event: &Event,
        names: &[&str],
        now: DateTime<Utc>,
    ) -> Result<Batch, Fault> {
        let owners = self.listeners(names).await?;
        if owners.is_empty() {
            return Ok(Batch::new());
        }
        self.send_to(owners, event, now)
    }

    pub(super) fn send_to(
        &self,
        owners: Vec<i32>,
        event: &Event,
        now: DateTime<Utc>,
    ) -> Result<Batch, Fault> {
        let payload = event.encode(MediaType::ApplicationJson)?;
        let now = now.timestamp_millis();
        Ok(Batch::new().with(Change::Send {
            owners,
            due: now,
            created: now,
            payload: Arc::from(payload),
            capacity: self.options.queue,
        }))
    }
}

/// Whether notifications are posted to a webhook: it is active and its target is a URL.
pub(crate) fn is_posted(hook: &Webhook12) -> bool {
    hook.state == WebhookState::Active && is_http(hook)
}

/// Whether a webhook posts to a URL, rather than running a script.
pub(super) fn is_http(hook: &Webhook12) -> bool {
    let plugin = hook.r#type.as_deref().unwrap_or_default();
    plugin.is_empty() || plugin.eq_ignore_ascii_case("webhook")
}

pub(super) fn listens(hook: &Webhook12, name: &str) -> bool {
    let mut events = hook.events.as_deref().unwrap_or_default().iter();
    events.any(|event| event.trim().eq_ignore_ascii_case(name))
}

/// A random GUID (RFC 9562 section 5.4).
fn new_id() -> String {
    let random = || getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id()));
    let (high, low) = (random(), random());
    let high = high & !0xf000 | 0x4000;
    let low = low & !(0b11 << 62) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::new_id;

    #[test]
    fn ids_are_random_guids() {
        let (one, other) = (new_id(), new_id());
        assert_ne!(one, other);
        for id in [one, other] {
            let lengths: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12]);
            assert_eq!(id.as_bytes().get(14), Some(&b'4'));
            assert!(
                id.chars()
                    .nth(19)
                    .is_some_and(|digit| "89ab".contains(digit)),
                "{id}"
            );
        }
    }
}
