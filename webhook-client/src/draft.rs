//! A request before it is written: the part that does not depend on the operation's types.

use std::borrow::Cow;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Uri};
use url::form_urlencoded::byte_serialize;
use webhook_model::MediaType;
use webhook_model::property::{BLOCK, Value};

use crate::credentials::Credentials;
use crate::error::{Error, ErrorKind};
use crate::repeat::Repeatable;

/// The default of `User-Agent`.
const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("webhook-client/", env!("CARGO_PKG_VERSION")));

/// The maximum number of header fields besides the user's own: four of the client, two of
/// credentials, and four of the transport.
const FIELDS: usize = 10;

/// One request, without credentials.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Cow<'static, [u8]>,
    pub(crate) body_type: MediaType,
    pub(crate) accept: MediaType,
    /// Whether the server may receive it twice.
    pub(crate) repeatable: Repeatable,
    /// The timeout of an attempt, if it differs from the client's.
    pub(crate) timeout: Option<Duration>,
    /// The vendor's time after which an attempt is slow.
    pub(crate) slow: Option<Duration>,
    /// The first error in the request.
    pub(crate) mistake: Option<Mistake>,
}

/// How a request is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    // Only transports log it.
    #[cfg_attr(
        not(any(feature = "reqwest", feature = "tower", feature = "ureq")),
        allow(dead_code)
    )]
    pub(crate) path: &'a str,
    pub(crate) repeatable: Repeatable,
    pub(crate) timeout: Option<Duration>,
    pub(crate) slow: Option<Duration>,
}

impl Terms<'_> {
    /// The settings for an operation without side effects.
    pub(crate) const READ: Self = Terms {
        path: "",
        repeatable: Repeatable::Always,
        timeout: None,
        slow: None,
    };
}

/// The error of a request that cannot be written.
#[derive(Debug, Clone)]
pub(crate) struct Mistake {
    message: String,
    source: Option<webhook_model::Error>,
}

impl Draft {
    pub(crate) fn new(path: Cow<'static, str>, headers: &HeaderMap, media_type: MediaType) -> Self {
        Self {
            // Agents accept only POST.
            method: Method::POST,
            repeatable: by_name(&path),
            path,
            query: String::new(),
            headers: headers.clone(),
            // As the vendor's client does for a request without a body.
            body: Cow::Borrowed(b"null"),
            body_type: MediaType::ApplicationJson,
            accept: media_type,
            timeout: None,
            slow: None,
            mistake: None,
        }
    }

    /// Adds a parameter to the query. The name is not escaped.
    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        // An escaped value is longer.
        self.query.reserve(name.len() + value.len() + 2);
        self.query
            .push(if self.query.is_empty() { '?' } else { '&' });
        self.query.push_str(name);
        self.query.push('=');
        let percent = |part| if part == "+" { "%20" } else { part };
        self.query
            .extend(byte_serialize(value.as_bytes()).map(percent));
    }

    /// Sets a header field. An invalid value is kept as the request's error.
    pub(crate) fn set(&mut self, name: HeaderName, value: &str) {
        if let Err(mistake) = set(&mut self.headers, name, value) {
            self.mistake.get_or_insert(mistake);
        }
    }

    /// Sets the encoded body.
    pub(crate) fn set_body(
        &mut self,
        media_type: MediaType,
        encoded: Result<Vec<u8>, webhook_model::Error>,
    ) {
        match encoded {
            Ok(body) => (self.body, self.body_type) = (body.into(), media_type),
            Err(error) => self.refuse(error),
        }
    }

    /// Adds a number to the object in the body, which must not contain a member of that name.
    pub(crate) fn add_member(&mut self, name: &str, value: i64) {
        let body = self.body.to_mut();
        if body.pop() == Some(b'}') {
            let comma = if body.len() > 1 { "," } else { "" };
            let member = format!("{comma}\"{name}\":{value}}}");
            body.extend_from_slice(member.as_bytes());
        }
    }

    /// Keeps the error of the body.
    pub(crate) fn refuse_text(&mut self, message: String) {
        let source = None;
        self.mistake.get_or_insert(Mistake { message, source });
    }

    pub(crate) fn refuse(&mut self, error: webhook_model::Error) {
        let message = error.to_string();
        let source = Some(error);
        self.mistake.get_or_insert(Mistake { message, source });
    }

    /// Returns how the request is sent.
    pub(crate) fn terms(&self) -> Terms<'_> {
        Terms {
            path: &self.path,
            repeatable: self.repeatable,
            timeout: self.timeout,
            slow: self.slow,
        }
    }

    /// Writes the request.
    pub(crate) fn write(
        &self,
        base: &str,
        credentials: &Credentials,
    ) -> Result<http::Request<Vec<u8>>, Error> {
        self.written(base, credentials)
            .map_err(|error| error.of(self.path.clone()))
    }

    fn written(
        &self,
        base: &str,
        credentials: &Credentials,
    ) -> Result<http::Request<Vec<u8>>, Error> {
        if let Some(mistake) = &self.mistake {
            let error = Error::new(ErrorKind::Request, mistake.message.clone());
            return Err(match &mistake.source {
                Some(source) => error.with_source(source.clone()),
                None => error,
            });
        }
        let uri = [base, &self.path, &self.query].concat();
        let uri = Uri::try_from(uri).map_err(|error| {
            Error::new(
                ErrorKind::Request,
                "the address of the operation is too long or malformed",
            )
            .with_source(error)
        })?;
        // Reserves space for the transport's fields as well, because a growing table copies all its
        // entries.
        let mut headers = HeaderMap::with_capacity(self.headers.len() + FIELDS);
        headers.extend(self.headers.clone());
        if self.method == Method::POST {
            let body_type = HeaderValue::from_static(self.body_type.content_type());
            headers.insert(CONTENT_TYPE, body_type);
        }
        headers.insert(ACCEPT, HeaderValue::from_static(self.accept.as_str()));
        headers.entry(USER_AGENT).or_insert(AGENT);
        credentials.add_to(&mut headers)?;

        let mut request = http::Request::new(self.body.to_vec());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        Ok(request)
    }
}

/// Sets a header field that a user gave.
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), Mistake> {
    match HeaderValue::try_from(value) {
        Ok(value) => {
            headers.insert(name, value);
            Ok(())
        }
        Err(_) => Err(Mistake {
            message: format!("a character of the value cannot be sent in the header field {name}"),
            source: None,
        }),
    }
}

/// Whether the operation has no side effects or is idempotent, judging by its name.
fn by_name(path: &str) -> Repeatable {
    let operation = operation(path);
    if operation.starts_with("Save") {
        // Without a key, each Save creates another entity.
        return Repeatable::Never;
    }
    let creates = operation.contains("Create") && !operation.starts_with("CreateDefault");
    let known = [
        "CreateDefault",
        "Get",
        "Delete",
        "Is",
        "Find",
        "Search",
        "Validate",
    ];
    let begins = |prefix: &str| {
        let rest = operation.strip_prefix(prefix);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    if !creates && known.into_iter().any(begins) {
        Repeatable::Always
    } else {
        Repeatable::Refused
    }
}

/// The name of the operation at the end of a path.
pub(crate) fn operation(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The name and the value of an entity's primary key; `None` for any other value, and for an entity
/// without a key.
pub(crate) fn key_of(value: Value<'_>) -> Option<(&'static str, i64)> {
    let Value::Entity(entity) = value else {
        return None;
    };
    let properties = entity.entity().properties;
    let at = properties
        .iter()
        .position(|property| property.primary_key)?;
    let mut block = [Value::Null; BLOCK];
    entity.read(at / BLOCK, &mut block);
    match block.get(at % BLOCK) {
        Some(Value::Int(key)) => Some((properties.get(at)?.name(), *key)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use webhook_model::Webhook;
    use webhook_model::property::PropertyType as _;

    #[test]
    fn names_determine_what_may_be_repeated() {
        use Repeatable::{Always, Never, Refused};

        for (operation, expected) in [
            ("CreateDefaultWebhook", Always),
            ("GetWebhook", Always),
            ("GetAllWebhooks", Always),
            ("DeleteWebhook", Always),
            ("IsNumberValid", Always),
            ("SaveWebhook", Never),
            ("SaveNote", Never),
            ("IssueInvoice", Refused),
            ("GetterOfThings", Refused),
            ("GetOrCreatePerson", Refused),
            ("CreateChatSessionForTopic", Refused),
            ("SignalEvent", Refused),
            ("AddChatMessage", Refused),
        ] {
            let path = format!("/api/v1/Agents/X/{operation}");
            assert_eq!(by_name(&path), expected, "{operation}");
        }
    }

    #[test]
    fn finds_keys_of_entities() {
        let mut hook = Webhook::create_default();
        assert_eq!(key_of(hook.value()), Some(("WebhookId", 0)));
        hook.webhook_id = 5;
        assert_eq!(key_of(hook.value()), Some(("WebhookId", 5)));
        assert_eq!(key_of(5.value()), None);
    }
}
