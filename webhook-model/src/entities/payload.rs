//! `WebhookPayload`: the body of a notification.

use std::collections::BTreeMap;

use webhook_derive::NetServerEntity;

use crate::error::{Error, ErrorKind};
use crate::notification::{EventName, EventNameError};
use crate::property::date_time::DateTime;

/// The body of a notification: an event about a record (vendor documentation of webhooks).
///
/// Servers omit members that an event does not have: `Values` is only in deletions, `FieldValues` only
/// from newer servers, and the event of a stopped webhook has no `Entity`. A missing member is read as
/// `None` and written as null, so decoding and encoding a body changes only missing members to null.
/// Members that a webhook's `Properties` add are not part of the entity: see
/// [`injected`](Self::injected).
///
/// Verify the signature over the bytes before reading them.
///
/// ```
/// use webhook_model::{MediaType, WebhookPayload};
///
/// let body = br#"{"EventId": "5ab3", "Event": "contact.changed", "PrimaryKey": 7, "Changes": ["name"]}"#;
/// let payload = WebhookPayload::decode(MediaType::ApplicationJson, body)?;
/// assert_eq!(payload.primary_key, 7);
/// assert_eq!(payload.event_name()?.action(), Some("changed"));
/// assert_eq!(payload.field_values, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct WebhookPayload {
    /// The GUID of the event; a repeated delivery has the same.
    pub event_id: Option<String>,
    /// The time of the event, in UTC.
    #[netserver(date = utc)]
    pub timestamp: DateTime,
    /// The columns that changed, by their names in the database.
    pub changes: Option<Vec<String>>,
    /// The keys of a deleted record, by column.
    pub values: Option<BTreeMap<String, serde_json::Value>>,
    /// The name of the event, such as `contact.changed`; see [`event_name`](Self::event_name).
    pub event: Option<String>,
    /// The primary key of the record; 0 for none.
    pub primary_key: i32,
    /// The kind of record, such as `contact`, or the name of its table.
    pub entity: Option<String>,
    /// The customer of an online installation, such as `Cust1234`.
    pub context_identifier: Option<String>,
    /// The associate who caused the event; 0 for the system.
    pub changed_by_associate_id: i32,
    /// The name of the webhook.
    pub webhook_name: Option<String>,
    /// The record's columns that are not sensitive: numbers, text and dates, and text such as `[I:6]`
    /// for tables that the customer has added.
    pub field_values: Option<BTreeMap<String, serde_json::Value>>,
}

impl WebhookPayload {
    /// The parts of the event's name.
    ///
    /// ```
    /// use webhook_model::WebhookPayload;
    ///
    /// let mut payload = WebhookPayload::create_default();
    /// assert!(payload.event_name().is_err());
    /// payload.event = Some("sale.sold".into());
    /// assert_eq!(payload.event_name()?.entity(), "sale");
    /// # Ok::<(), webhook_model::notification::EventNameError>(())
    /// ```
    ///
    /// # Errors
    /// [`EventNameError`] if the name is missing or is not a valid event name.
    pub fn event_name(&self) -> Result<EventName<'_>, EventNameError> {
        EventName::parse(self.event.as_deref().unwrap_or_default())
    }

    /// The members of a JSON body that are not properties of a payload: the ones that the webhook's
    /// `Properties` added. Names are compared without regard to ASCII case. But if the body has the
    /// exact name of a property, a name that differs from it only in case is an added member.
    ///
    /// ```
    /// use webhook_model::WebhookPayload;
    ///
    /// let body = br#"{"Event": "test", "Tenant": "north"}"#;
    /// let injected = WebhookPayload::injected(body)?;
    /// assert_eq!(injected.get("Tenant"), Some(&"north".into()));
    /// assert_eq!(injected.len(), 1);
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`] if the body is not a JSON object.
    pub fn injected(body: &[u8]) -> Result<BTreeMap<String, serde_json::Value>, Error> {
        use crate::entity::{NetServerEntity, Property};

        // serde_json's messages can quote the body, which may contain a secret.
        let text = str::from_utf8(body).ok();
        let Some(Ok(serde_json::Value::Object(members))) = text.map(str::parse) else {
            let message = "the body is not a JSON object";
            return Err(Error::new(ErrorKind::Syntax, message));
        };
        let mut injected = BTreeMap::new();
        for (name, value) in &members {
            let property = (Self::ENTITY.position(name))
                .and_then(|index| Self::ENTITY.properties.get(index))
                .map(Property::name);
            if property.is_none_or(|exact| exact != name && members.contains_key(exact)) {
                injected.insert(name.clone(), value.clone());
            }
        }
        Ok(injected)
    }
}
