//! The argument of a handler.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderMap;
use http::request::Parts;
use webhook_model::http::context::RequestContext;
use webhook_model::http::negotiation::Acceptable;
use webhook_model::operation::Operation;
use webhook_model::property::{PropertyType, Type};
use webhook_model::validation::validate;

use crate::auth::Caller;
use crate::fault::Fault;
use crate::key;
use crate::options::Options;
use crate::path::query_value;
use crate::peer::Peer;
use crate::received::Received;
use crate::template::Arguments;

/// A call of an operation. `Debug` omits header fields and the body, which may contain secrets.
///
/// ```
/// use webhook_agent::{Agent, auth::Anyone, testing::Client};
/// use webhook_model::Webhook;
/// use webhook_model::operation::Get;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let agent = Agent::new(Anyone).serve::<Get<Webhook>, _>(|call| async move {
///     // Get answers null for an unknown id.
///     Ok((call.key()? == 1).then(Webhook::create_default))
/// });
/// let client = Client::new(agent.into_service());
/// let reply = client.post("/api/v1/Agents/Webhook/GetWebhook?webhookId=2").send().await;
/// assert_eq!((reply.status().as_u16(), reply.text()), (200, "null".to_owned()));
/// # }
/// ```
pub struct Call<O> {
    ready: Ready,
    operation: PhantomData<fn() -> O>,
}

/// A call with an authenticated caller and a complete body.
pub(crate) struct Ready {
    pub(crate) parts: Box<Parts>,
    pub(crate) caller: Caller,
    pub(crate) context: Arc<RequestContext>,
    pub(crate) body: Option<Received>,
    pub(crate) arguments: Arguments,
    /// The acceptable media types of the response.
    pub(crate) acceptable: Acceptable,
    pub(crate) options: Arc<Options>,
}

impl Ready {
    /// Rejects a body with content: no body, an empty one, null and `{}` are accepted.
    pub(crate) fn expect_no_body(&self) -> Result<(), Fault> {
        if self.body.as_ref().is_none_or(Received::is_nothing) {
            Ok(())
        } else {
            Err(Fault::bad_request(
                "this operation takes no body; send none, an empty one, null or {}",
            ))
        }
    }

    fn query(&self, name: &str) -> Option<String> {
        query_value(self.parts.uri.query()?, name)
    }

    fn argument(&self, name: &str) -> Option<&str> {
        let mut arguments = self.arguments.iter();
        arguments.find_map(|(known, value)| (*known == name).then_some(value.as_str()))
    }

    fn key(&self, name: &str) -> Result<i32, Fault> {
        if let Some(id) = self.argument("id") {
            return id.parse().map_err(|_| key::not_a_number(name));
        }
        if let Some(value) = self.query(name).filter(|value| !value.is_empty()) {
            return value.parse().map_err(|_| key::not_a_number(name));
        }
        self.body_key(name)?.ok_or_else(|| key::missing(name))
    }

    fn body_key(&self, name: &str) -> Result<Option<i32>, Fault> {
        match &self.body {
            Some(body) if !body.is_nothing() => key::find(body, name),
            _ => Ok(None),
        }
    }

    /// The body, unless it is null.
    fn content(&self) -> Option<&Received> {
        self.body.as_ref().filter(|body| !body.is_null())
    }
}

impl<O: Operation> Call<O> {
    pub(crate) fn new(ready: Ready) -> Self {
        Self {
            ready,
            operation: PhantomData,
        }
    }

    /// The caller.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.ready.caller
    }

    /// The parsed header fields: languages, time zone, media types. The agent applies them
    /// automatically.
    #[must_use]
    pub fn context(&self) -> &RequestContext {
        &self.ready.context
    }

    /// The header fields of the request.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.ready.parts.headers
    }

    /// The client, if the request came through a [`Server`](crate::server::Server).
    #[must_use]
    pub fn peer(&self) -> Option<&Peer> {
        self.ready.parts.extensions.get()
    }

    /// The first value of a query parameter; its name is compared in any case.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.ready.query(name)
    }

    /// The value of an argument in the path, such as `id` in `/api/v1/Webhook/{id:int}`.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.ready.argument(name)
    }

    /// The primary key for a Get or a Delete: from the path, the query, or a member of the body.
    ///
    /// # Errors
    /// 400 if it is missing or not an int32, or if the body is malformed.
    pub fn key(&self) -> Result<i32, Fault> {
        self.ready.key(O::QUERY.first().copied().unwrap_or("id"))
    }

    /// Reads a key from a member of the body.
    pub(crate) fn body_key(&self, name: &str) -> Result<Option<i32>, Fault> {
        self.ready.body_key(name)
    }

    pub(crate) fn has_body(&self) -> bool {
        self.ready.body.is_some()
    }

    /// Whether the body is a patch.
    pub(crate) fn is_patch(&self) -> bool {
        let body = self.ready.body.as_ref();
        body.is_some_and(|body| body.media_type.is_patch())
    }

    /// The request's body, with dates in the base zone. A patch is applied to the default value; use
    /// [`apply`](Self::apply) to apply it to a stored one.
    ///
    /// # Errors
    /// 400 for a missing body, unless the request may be null or has no members;
    /// [`webhook_model::Error::status`] for an invalid one.
    pub fn request(&self) -> Result<O::Request, Fault> {
        let value = self.unchecked()?;
        self.check(&value)?;
        Ok(value)
    }

    /// Like [`request`](Self::request), for callers that validate the value themselves.
    pub(crate) fn unchecked(&self) -> Result<O::Request, Fault> {
        match self.ready.content() {
            Some(body) => {
                let mut value = O::Request::blank();
                self.decode(body, &mut value)?;
                Ok(value)
            }
            _ if needs_no_body(O::Request::TYPE) => Ok(O::Request::blank()),
            _ => Err(Fault::bad_request(NEEDS_BODY)),
        }
    }

    /// Applies the patch in the body to a value, or replaces it by the whole value in the body. A patch
    /// tests and sets dates in the time zone of the request; the value has them in the base zone.
    ///
    /// # Errors
    /// 400 for a missing body, 409 for a failed test of a patch, else as [`request`](Self::request).
    /// The value is then unchanged, unless it is refused by [`Options::validate`](crate::Options::validate).
    pub fn apply(&self, value: &mut O::Request) -> Result<(), Fault> {
        self.apply_unchecked(value)?;
        self.check(value)
    }

    /// Like [`apply`](Self::apply), for callers that validate the value themselves.
    pub(crate) fn apply_unchecked(&self, value: &mut O::Request) -> Result<(), Fault> {
        match self.ready.content() {
            Some(body) => self.decode(body, value),
            _ if has_no_members(O::Request::TYPE) => Ok(()),
            _ => Err(Fault::bad_request(NEEDS_BODY)),
        }
    }

    /// Validates the value of a body, if validation is enabled.
    fn check(&self, value: &O::Request) -> Result<(), Fault> {
        if self.ready.options.validate && self.ready.content().is_some() {
            validate(value)?;
        }
        Ok(())
    }

    fn decode(&self, body: &Received, value: &mut O::Request) -> Result<(), Fault> {
        let decoder = body.decoder();
        if body.media_type.is_patch() {
            let apply = |value: &mut O::Request| decoder.apply(value, &body.bytes);
            return Ok(self.ready.context.edit(value, apply)?);
        }
        decoder.apply(value, &body.bytes)?;
        self.ready.context.incoming(value);
        Ok(())
    }
}

const NEEDS_BODY: &str = "this operation needs a body";

/// Whether a request may be sent without a body: it may be null, or it has no members.
fn needs_no_body(request: Type) -> bool {
    request.is_nullable() || has_no_members(request)
}

/// Whether a request is an entity without properties, as for many operations.
pub(crate) fn has_no_members(request: Type) -> bool {
    matches!(request, Type::Entity(of) if of().properties.is_empty())
}

impl<O> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("path", &self.ready.parts.uri.path())
            .field("caller", &self.ready.caller)
            .finish_non_exhaustive()
    }
}
