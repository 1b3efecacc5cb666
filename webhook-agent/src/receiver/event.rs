//! The event that a handler gets.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::Value;
use webhook_model::property::PropertyType;
use webhook_model::property::encoded::decode_encoded;
use webhook_model::{Decoder, Error, MediaType, WebhookPayload};

/// The maximum length of an event's id and name, in bytes.
const MAX_ID: usize = 100;

/// A verified event.
#[derive(Clone)]
pub struct Event {
    payload: WebhookPayload,
    injected: BTreeMap<String, Value>,
    is_late: bool,
}

impl Event {
    /// The event of a notification; `None` if the id or the name is missing.
    pub(super) fn new(
        payload: WebhookPayload,
        injected: BTreeMap<String, Value>,
        now: DateTime<Utc>,
        late: Duration,
    ) -> Option<Self> {
        let id = payload.event_id.as_deref().unwrap_or_default();
        if id.is_empty() || id.len() > MAX_ID || payload.event_name().is_err() {
            return None;
        }
        let happened: NaiveDateTime = payload.timestamp.into();
        let age = (now - happened.and_utc()).to_std();
        Some(Self {
            is_late: age.is_ok_and(|age| age > late),
            payload,
            injected,
        })
    }

    /// The name, such as `contact.changed`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.payload.event.as_deref().unwrap_or_default()
    }

    /// The GUID of the event, the same for all attempts.
    #[must_use]
    pub fn id(&self) -> &str {
        self.payload.event_id.as_deref().unwrap_or_default()
    }

    /// Whether the event is older than [`Receiver::late_after`](super::Receiver::late_after): it
    /// was delayed in the server's queue, or someone replays a recorded notification.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.is_late
    }

    /// The whole notification.
    #[must_use]
    pub const fn payload(&self) -> &WebhookPayload {
        &self.payload
    }

    /// The members that the webhook's `Properties` added.
    #[must_use]
    pub const fn injected(&self) -> &BTreeMap<String, Value> {
        &self.injected
    }

    /// The value of a field in `FieldValues`, by the name of a database column in any case. Encoded
    /// values such as `[I:5]` and `[DT:05/17/2026 08:30:00.0000000]` are decoded. An `Option` is
    /// `None` if the field is missing or null.
    ///
    /// # Errors
    /// The value has another type, or is missing and the type is not an `Option`.
    pub fn field<T: PropertyType>(&self, name: &str) -> Result<T, FieldError> {
        let fields = self.payload.field_values.iter().flatten();
        let mut found = fields.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = match found.next() {
            Some((_, Value::String(text))) => decode_encoded(T::TYPE, text.clone()),
            Some((_, value)) => value.clone(),
            None => Value::Null,
        };
        let decoded = Decoder::new(MediaType::ApplicationJson).decode(value.to_string().as_bytes());
        decoded.map_err(|error| FieldError {
            name: name.to_owned(),
            error,
        })
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name())
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}

/// A field of an event without the expected type. The text does not contain the value.
#[derive(Debug)]
pub struct FieldError {
    name: String,
    error: Error,
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the field {}: {}", self.name, self.error)
    }
}

impl std::error::Error for FieldError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
