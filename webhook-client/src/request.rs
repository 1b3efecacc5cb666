//! A request of an operation.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};
use webhook_model::http::language::{SO_CULTURE, SO_LANGUAGE};
use webhook_model::operation::Operation;
use webhook_model::property::{PropertyType, Type};
use webhook_model::{Encoder, MediaType, Projection};

use crate::client::ClientOf;
use crate::draft::{Draft, key_of, operation};
use crate::error::Error;
use crate::repeat::Repeatable;

/// The name of the header field with the time zone of the dates.
pub(crate) const SO_TIME_ZONE: HeaderName = HeaderName::from_static("so-timezone");

/// A request of the operation `O`. Its methods change it; then it is sent.
///
/// ```
/// use webhook_client::{Client, Credentials, Site};
/// use webhook_model::Webhook;
///
/// let so = Client::new(Site::new("https://crm.example")?, Credentials::basic("tje0", "hunter2"));
/// let request = so.get::<Webhook>(5).select(["webhookId", "name"]).language("no").into_http()?;
/// assert_eq!(request.method(), "POST");
/// assert_eq!(
///     request.uri(),
///     "https://crm.example/api/v1/Agents/Webhook/GetWebhook?webhookId=5&$select=webhookId%2Cname"
/// );
/// assert_eq!(request.headers()["so-language"], "no");
/// assert_eq!(request.body(), b"null");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct RequestOf<O, M> {
    pub(crate) client: ClientOf<M>,
    pub(crate) draft: Draft,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation, M> RequestOf<O, M> {
    pub(crate) fn new(client: &ClientOf<M>) -> Self {
        let mut draft = client.inner.draft(O::PATH);
        draft.slow = O::SLOW_MS.map(|time| Duration::from_millis(time.into()));
        Self {
            draft,
            client: client.clone(),
            operation: PhantomData,
        }
    }

    /// Sets the body, in the media type of the client. Without a body, the JSON value `null` is
    /// sent.
    pub fn body(self, body: &O::Request) -> Self {
        let media_type = self.draft.accept;
        self.body_as(media_type, body)
    }

    /// Sets the body in another media type. In a patch type, the patch from the default value to
    /// the body is sent.
    pub fn body_as(mut self, media_type: MediaType, body: &O::Request) -> Self {
        self.draft
            .set_body(media_type, Encoder::new(media_type).encode(body));
        self.checked(body).keyed(body)
    }

    /// Sets the body to the smallest JSON Merge Patch (RFC 7396) that turns `before` into `after`.
    pub(crate) fn patch(mut self, before: &O::Request, after: &O::Request) -> Self {
        let media_type = MediaType::ApplicationMergePatch;
        let patch = Encoder::new(media_type).diff(before, after);
        self.draft.set_body(media_type, patch);
        let key = key_of(after.value()).filter(|(_, key)| *key != 0);
        // If the key has changed, the patch already contains it.
        if let Some((name, key)) = key.filter(|key| key_of(before.value()) == Some(*key)) {
            self.draft.add_member(name, key);
        }
        self.checked(after).keyed(after)
    }

    /// Validates a body if the client's validation is enabled.
    fn checked(mut self, body: &O::Request) -> Self {
        if self.client.inner.validate
            && let Err(violations) = webhook_model::validation::validate(body)
        {
            self.draft.refuse_text(violations.to_string());
        }
        self
    }

    /// Saving under an existing key may be repeated; without a key it would create another entity.
    fn keyed(mut self, body: &O::Request) -> Self {
        if operation(O::PATH).starts_with("Save") {
            let stored = key_of(body.value()).is_some_and(|(_, key)| key != 0);
            self.draft.repeatable = if stored {
                Repeatable::Always
            } else {
                Repeatable::Never
            };
        }
        self
    }

    /// Selects properties of the response; the others are null. A slash selects a property of a
    /// nested entity, as in `registeredAssociate/name`.
    ///
    /// An unknown name is an error of the request.
    pub fn select<N: AsRef<str>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        let names: Vec<N> = names.into_iter().collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let select = names.join(",");
        if has_properties(O::Response::TYPE)
            && let Err(error) = Projection::parse::<O::Response>(&select)
        {
            self.draft.refuse(error);
        }
        self.draft.add_query("$select", &select);
        self
    }
}

// Without a trait bound, so that a missing operation causes only one compile error.
impl<O, M> RequestOf<O, M> {
    /// Adds a parameter to the query, such as the key of a Get.
    pub fn query(mut self, name: &str, value: impl fmt::Display) -> Self {
        let mut encoded = String::new();
        encoded.extend(url::form_urlencoded::byte_serialize(name.as_bytes()));
        self.draft.add_query(&encoded, &value.to_string());
        self
    }

    /// Sets the language of texts: a vendor code such as `NO`, or a code of ISO 639.
    pub fn language(mut self, language: &str) -> Self {
        self.draft.set(SO_LANGUAGE, language);
        self
    }

    /// Sets the culture that formats numbers and dates inside texts, such as `nb-NO`. It has an
    /// effect only together with a [`language`](Self::language).
    pub fn culture(mut self, culture: &str) -> Self {
        self.draft.set(SO_CULTURE, culture);
        self
    }

    /// Sets the time zone of dates in both directions: `UTC,includeTZOffset`, `NO`, `Europe/Oslo`.
    pub fn time_zone(mut self, zone: &str) -> Self {
        self.draft.set(SO_TIME_ZONE, zone);
        self
    }

    /// Sets the media type of the response. In a patch type, the response is the patch from the
    /// default value to the result.
    pub fn accept(mut self, media_type: MediaType) -> Self {
        self.draft.accept = media_type;
        self
    }

    /// Sets a header field. Fields that the client sets itself, such as `Authorization`, take
    /// precedence.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.draft.headers.insert(name, value);
        self
    }

    /// Sets the timeout of each attempt. The default is the client's [timeout](ClientOf::timeout),
    /// or else ten times the operation's `slow_ms`, but at least
    /// [`DEFAULT_TIMEOUT`](crate::DEFAULT_TIMEOUT).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = Some(timeout);
        self
    }

    /// Declares whether the server may run the request twice. By default, this is true for
    /// CreateDefault, Get, Delete, and Save with a key other than 0.
    ///
    /// Other requests are retried only if the server has reported that it did not run them; Save
    /// with the key 0 is not retried even then.
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.draft.repeatable = if repeatable {
            Repeatable::Always
        } else {
            Repeatable::Never
        };
        self
    }

    /// Whether the server may run the request twice.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.draft.repeatable == Repeatable::Always
    }

    /// Converts the request to HTTP, for any stack that sends it.
    /// [`Response::read`](crate::Response::read) decodes the response.
    ///
    /// # Errors
    /// [`ErrorKind::Request`](crate::ErrorKind::Request) and
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) if the request cannot be written.
    pub fn into_http(self) -> Result<http::Request<Vec<u8>>, Error> {
        self.client.write(&self.draft)
    }
}

/// Whether `$select` can be checked against the type.
fn has_properties(ty: Type) -> bool {
    match ty.required() {
        Type::Entity(_) | Type::Family(_) => true,
        Type::List(item) | Type::Dictionary(_, item) => has_properties(*item),
        _ => false,
    }
}

impl<O, M> fmt::Debug for RequestOf<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body and the header fields may contain secrets.
        f.debug_struct("Request")
            .field("site", &self.client.site().as_str())
            .field("path", &self.draft.path)
            .finish_non_exhaustive()
    }
}
