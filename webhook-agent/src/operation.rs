//! One operation of an agent: what is called, and what calls it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use webhook_model::entity::Entity;
use webhook_model::property::PropertyType;
use webhook_model::{MediaType, NetServerEntity};

use crate::auth::Caller;
use crate::body::Received;
use crate::fault::Fault;
use crate::options::Options;
use crate::path::query_value;

type Answer = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send>>;

/// An operation: a POST to `/api/v1/Agents/{agent}/{name}`, and what answers it.
///
/// By the time the handler runs, the caller has been let in, the answer's media type chosen and
/// the body read.
///
/// ```
/// use webhook_agent::{Call, Fault, Operation};
/// use webhook_model::Webhook;
///
/// let get = Operation::new("Webhook", "GetWebhook", |call: Call| async move {
///     let id: i32 = call.query("webhookId").and_then(|id| id.parse().ok())
///         .ok_or(Fault::bad_request("say which: ?webhookId=1"))?;
///     let found = (id == 1).then(Webhook::create_default);
///     call.reply(&found)
/// }).answers::<Webhook>();
/// assert_eq!(get.path(), "/api/v1/Agents/Webhook/GetWebhook");
/// ```
#[derive(Clone)]
pub struct Operation {
    agent: String,
    name: String,
    path: String,
    entity: Option<&'static Entity>,
    handler: Arc<dyn Fn(Call) -> Answer + Send + Sync>,
}

impl Operation {
    /// An operation of an agent; names are matched in any case.
    pub fn new<H, F>(agent: impl Into<String>, name: impl Into<String>, handler: H) -> Self
    where
        H: Fn(Call) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Response, Fault>> + Send + 'static,
    {
        let (agent, name) = (agent.into(), name.into());
        Self {
            path: format!("/api/v1/Agents/{agent}/{name}"),
            agent,
            name,
            entity: None,
            handler: Arc::new(move |call| Box::pin(handler(call))),
        }
    }

    /// Says which entity is answered, for those who ask what the operation does.
    #[must_use]
    pub fn answers<T: NetServerEntity>(mut self) -> Self {
        self.entity = Some(T::ENTITY);
        self
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The agent's name.
    #[must_use]
    pub fn agent(&self) -> &str {
        &self.agent
    }

    /// The operation's name, such as `CreateDefaultWebhook`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The entity that is answered, if that is known.
    #[must_use]
    pub fn entity(&self) -> Option<&'static Entity> {
        self.entity
    }

    pub(crate) fn run(&self, call: Call) -> Answer {
        (self.handler)(call)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.path).finish()
    }
}

/// One call of an operation. `Debug` shows the caller and the types, since headers and body may
/// hold secrets.
pub struct Call {
    pub(crate) parts: Parts,
    pub(crate) caller: Caller,
    pub(crate) body: Option<Received>,
    pub(crate) media_type: MediaType,
    pub(crate) options: Arc<Options>,
}

impl Call {
    /// Who calls.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The header fields of the request.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The first value of a parameter in the query, its name in any case.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        query_value(self.parts.uri.query()?, name)
    }

    /// The media type in which [`reply`](Self::reply) writes.
    #[must_use]
    pub fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// Reads the body; `None` for none, for an empty one and for null. A patch changes the
    /// default entity.
    ///
    /// # Errors
    /// A body that is no such value: 400, or what [`webhook_model::Error::status`] says.
    pub fn decode<T: PropertyType>(&self) -> Result<Option<T>, Fault> {
        match &self.body {
            Some(body) if !body.is_null() => Ok(Some(body.decoder().decode(&body.bytes)?)),
            _ => Ok(None),
        }
    }

    /// Changes a value by a patch, or replaces it by a whole one; without a body it stays.
    ///
    /// # Errors
    /// As [`decode`](Self::decode); 409 for a failed test of a patch. The value is then as it was.
    pub fn apply<T: PropertyType>(&self, value: &mut T) -> Result<(), Fault> {
        match &self.body {
            Some(body) if !body.is_null() => Ok(body.decoder().apply(value, &body.bytes)?),
            _ => Ok(()),
        }
    }

    /// Refuses a body that says anything: none, an empty one and null are fine.
    ///
    /// # Errors
    /// 400.
    pub fn expect_no_body(&self) -> Result<(), Fault> {
        if self.body.as_ref().is_none_or(Received::is_null) {
            Ok(())
        } else {
            Err(Fault::bad_request(
                "this operation takes no body: send none, an empty one or null",
            ))
        }
    }

    /// The answer 200 with a value, in the type that the client asked for.
    ///
    /// # Errors
    /// 500 for a value that the type cannot hold.
    pub fn reply<T: PropertyType>(&self, value: &T) -> Result<Response, Fault> {
        let body = self.options.encoder(self.media_type).encode(value)?;
        Ok(respond(self.media_type, body))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("caller", &self.caller)
            .field("body", &self.body.as_ref().map(|body| body.media_type))
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

/// The answer 200 with a body of a media type.
pub(crate) fn respond(media_type: MediaType, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    let content_type = HeaderValue::from_static(media_type.content_type());
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
