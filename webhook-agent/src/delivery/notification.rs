//! The request for a notification: body, header fields, signature.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
    USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::ser::{SerializeMap as _, Serializer as _};
use serde_json::Value;
use webhook_model::entities::Webhook12;
use webhook_model::notification::{
    X_SUPEROFFICE_EVENT, X_SUPEROFFICE_EVENT_ID, X_SUPEROFFICE_RETRY,
};
use webhook_model::signature::{X_SUPEROFFICE_SIGNATURE, sign};
use webhook_model::{Encoder, MediaType, NetServerEntity, WebhookPayload};

use crate::fault::Fault;

/// The maximum number of a webhook's own header fields, and their maximum size together.
const MAX_FIELDS: usize = 50;
const MAX_FIELD_BYTES: usize = 8 * 1024;

/// The `User-Agent` of all notifications.
const SENDER: &str = concat!("NetServer-Webhook/", env!("CARGO_PKG_VERSION"));

/// An event as stored in the outbox, once for all webhooks.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Event {
    /// The event name in the header field, which differs from the one in the body for a change of
    /// state.
    pub(crate) header: String,
    pub(crate) payload: WebhookPayload,
    /// Whether it is a test event.
    pub(crate) is_test: bool,
}

/// A request to a target. `Debug` shows nothing: URL, header fields and body may contain secrets.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Prepared {
    /// The request that notifies a webhook of an event. `before` is the number of earlier attempts.
    ///
    /// # Errors
    /// 400 for header fields that cannot be sent.
    pub(crate) fn new(hook: &Webhook12, event: &Event, before: u32) -> Result<Self, Fault> {
        let body = body(hook, event)?;
        let mut headers = own_headers(hook)?;
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert(CONTENT_TYPE, json);
        headers.insert(USER_AGENT, HeaderValue::from_static(SENDER));
        let id = event.payload.event_id.as_deref().unwrap_or_default();
        set(&mut headers, X_SUPEROFFICE_EVENT, &event.header);
        set(&mut headers, X_SUPEROFFICE_EVENT_ID, id);
        set(&mut headers, X_SUPEROFFICE_RETRY, &before.to_string());
        if event.is_test {
            set(&mut headers, TEST, "true");
        }
        let signature = hook.secret.as_ref().and_then(|secret| sign(secret, &body));
        if let Some(signature) = signature {
            set(
                &mut headers,
                X_SUPEROFFICE_SIGNATURE,
                &signature.to_string(),
            );
        }
        Ok(Self {
            url: hook.target_url.clone().unwrap_or_default(),
            headers,
            body: body.into(),
        })
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared")
    }
}

/// The header field of a test event.
const TEST: &str = "x-hook-test";

/// Sets a header field. Event names and ids are ASCII.
fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// The body: the members of the event, in the order of the vendor's samples, then the webhook's own
/// properties. Properties do not replace members of the event.
fn body(hook: &Webhook12, event: &Event) -> Result<Vec<u8>, Fault> {
    let mut payload = event.payload.clone();
    payload.webhook_name.clone_from(&hook.name);
    let json = Encoder::new(MediaType::ApplicationJson).encode_to_string(&payload)?;
    let Ok(Value::Object(members)) = json.parse() else {
        return Err(Fault::internal());
    };
    let given = |name: &str| members.get(name).filter(|value| !value.is_null());
    let mut body = Vec::with_capacity(json.len());
    let mut serializer = serde_json::Serializer::new(&mut body);
    let mut write = || {
        let mut object = serializer.serialize_map(None)?;
        for property in WebhookPayload::ENTITY.properties {
            if let Some(value) = given(property.name()) {
                object.serialize_entry(property.name(), value)?;
            }
        }
        let none = BTreeMap::new();
        for (name, value) in hook.properties.as_ref().unwrap_or(&none) {
            if given(name).is_none() {
                object.serialize_entry(name.as_str(), value)?;
            }
        }
        object.end()
    };
    write().map_err(|_: serde_json::Error| Fault::internal())?;
    Ok(body)
}

/// Checks that the webhook's own header fields can be sent.
///
/// # Errors
/// 400 with the name of the field.
pub(crate) fn check_headers(hook: &Webhook12) -> Result<(), Fault> {
    own_headers(hook).map(|_| ())
}

/// The webhook's own header fields, without those that this program sets.
fn own_headers(hook: &Webhook12) -> Result<HeaderMap, Fault> {
    let mut headers = HeaderMap::new();
    let mut bytes = 0;
    let none = BTreeMap::new();
    for (name, value) in hook.headers.as_ref().unwrap_or(&none) {
        let invalid = || {
            let name: String = name.chars().take(80).collect();
            let name = name.escape_debug();
            Fault::bad_request(format!("Headers: \"{name}\" cannot be sent in a request"))
        };
        let field: HeaderName = name.parse().map_err(|_| invalid())?;
        bytes += name.len() + value.len();
        let value = HeaderValue::from_str(value).map_err(|_| invalid())?;
        if !is_ours(&field) {
            headers.insert(field, value);
        }
    }
    if headers.len() > MAX_FIELDS || bytes > MAX_FIELD_BYTES {
        return Err(Fault::bad_request(format!(
            "Headers: at most {MAX_FIELDS} fields with {MAX_FIELD_BYTES} bytes can be sent"
        )));
    }
    Ok(headers)
}

/// Whether this program sets the field, or the field describes the framing of the message.
pub(super) fn is_ours(name: &HeaderName) -> bool {
    let framing = [
        CONNECTION,
        CONTENT_LENGTH,
        HOST,
        TE,
        TRAILER,
        TRANSFER_ENCODING,
        UPGRADE,
        CONTENT_TYPE,
        USER_AGENT,
    ];
    let name = name.as_str();
    framing.iter().any(|known| known.as_str() == name)
        || name.starts_with("x-superoffice-")
        || matches!(name, TEST | "keep-alive" | "proxy-connection" | "expect")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        let mut payload = WebhookPayload::create_default();
        payload.event_id = Some("5ab3".into());
        payload.event = Some("sale.sold".into());
        payload.changes = Some(Vec::new());
        Event {
            header: "sale.sold".into(),
            payload,
            is_test: false,
        }
    }

    fn hook() -> Webhook12 {
        let mut hook = Webhook12::create_default();
        hook.name = Some("mine".into());
        hook
    }

    #[test]
    fn properties_never_replace_members_of_the_body() {
        let mut hook = hook();
        let own = [("Event", "other"), ("event", "added"), ("Tenant", "north")];
        let own = own.map(|(name, value)| (name.to_owned(), Value::from(value)));
        hook.properties = Some(own.into());
        let prepared = Prepared::new(&hook, &event(), 0).unwrap();
        let text = String::from_utf8(prepared.body.to_vec()).unwrap();
        assert!(
            text.starts_with(r#"{"EventId":"5ab3","Timestamp":"#),
            "{text}"
        );
        assert!(
            text.ends_with(r#""WebhookName":"mine","Tenant":"north","event":"added"}"#),
            "{text}"
        );
        assert!(!text.contains("other") && !text.contains("null"), "{text}");
    }

    #[test]
    fn own_headers_never_replace_those_of_the_notification() {
        let mut hook = hook();
        let own = [
            ("x-superoffice-event", "other"),
            ("User-Agent", "other"),
            ("Transfer-Encoding", "chunked"),
            ("X-Tenant", "north"),
        ];
        hook.headers = Some(own.map(|(name, value)| (name.into(), value.into())).into());
        let prepared = Prepared::new(&hook, &event(), 2).unwrap();
        let field = |name: &str| prepared.headers.get(name).map(HeaderValue::as_bytes);
        assert_eq!(field("x-superoffice-event"), Some(&b"sale.sold"[..]));
        assert_eq!(field("x-superoffice-retry"), Some(&b"2"[..]));
        assert_eq!(field("user-agent"), Some(SENDER.as_bytes()));
        assert_eq!(field("x-tenant"), Some(&b"north"[..]));
        assert_eq!(field("transfer-encoding"), None);
        assert_eq!(
            field("x-superoffice-signature"),
            None,
            "the webhook has no secret"
        );
        assert_eq!(field("x-hook-test"), None);
        hook.headers = Some([("a b".to_owned(), "c".to_owned())].into());
        let refused = Prepared::new(&hook, &event(), 0).unwrap_err();
        assert!(refused.to_string().contains("\"a b\""), "{refused}");
        hook.headers = Some([("a".to_owned(), "c\r\nd: e".to_owned())].into());
        assert!(check_headers(&hook).is_err());
    }
}
