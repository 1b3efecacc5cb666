//! One call of an operation, as a handler gets it.

use std::fmt;
use std::marker::PhantomData;

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::request::Parts;
use webhook_model::http::context::RequestContext;
use webhook_model::operation::Operation;
use webhook_model::property::PropertyType;

use crate::auth::Caller;
use crate::body::Received;
use crate::fault::Fault;
use crate::path::query_value;

/// One call of an operation: who calls, and with what. `Debug` shows neither header nor body, since
/// both may hold secrets.
///
/// ```
/// use webhook_agent::{Agent, auth::Anyone, testing::Client};
/// use webhook_model::Webhook;
/// use webhook_model::operation::Get;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let agent = Agent::new(Anyone).serve::<Get<Webhook>, _>(|call| async move {
///     // Of an agent, an id that there is not is no error but null.
///     Ok((call.key()? == 1).then(Webhook::create_default))
/// });
/// let client = Client::new(agent.into_router());
/// let reply = client.post("/api/v1/Agents/Webhook/GetWebhook?webhookId=2").send().await;
/// assert_eq!((reply.status().as_u16(), reply.text()), (200, "null".to_owned()));
/// # }
/// ```
pub struct Call<O> {
    parts: Box<Parts>,
    caller: Caller,
    context: Arc<RequestContext>,
    body: Option<Received>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<O> {
    pub(crate) fn new(
        parts: Box<Parts>,
        caller: Caller,
        context: Arc<RequestContext>,
        body: Option<Received>,
    ) -> Self {
        Self {
            parts,
            caller,
            context,
            body,
            operation: PhantomData,
        }
    }

    /// Who calls.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// What the header fields ask for: languages, time zone, media types. The agent heeds it
    /// without the handler's doing.
    #[must_use]
    pub fn context(&self) -> &RequestContext {
        &self.context
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

    /// The primary key of a Get or a Delete, which stands in the query.
    ///
    /// # Errors
    /// 400 if it is missing or no int32.
    pub fn key(&self) -> Result<i32, Fault> {
        let name = O::QUERY.first().copied().unwrap_or("id");
        self.query(name)
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| Fault::bad_request(format!("the query must say which: ?{name}=1")))
    }

    /// The request's body, its dates in the base zone. A patch changes the default of its type;
    /// where something is stored, [`apply`](Self::apply) is what a patch means.
    ///
    /// # Errors
    /// 400 for a body that is missing, unless null will do; what
    /// [`webhook_model::Error::status`] says for one that cannot be read.
    pub fn request(&self) -> Result<O::Request, Fault> {
        match &self.body {
            Some(body) if !body.is_null() => {
                let mut value = O::Request::blank();
                self.change(body, &mut value)?;
                Ok(value)
            }
            _ if O::Request::TYPE.is_nullable() => Ok(O::Request::blank()),
            _ => Err(Fault::bad_request("this operation needs a body")),
        }
    }

    /// Changes a value by the patch in the body, or replaces it by the whole value there. A patch
    /// tests and sets dates in the time zone of the request; the value has them in the base zone.
    ///
    /// # Errors
    /// 400 for a body that is missing, 409 for a failed test of a patch, else as
    /// [`request`](Self::request); the value is then as it was.
    pub fn apply(&self, value: &mut O::Request) -> Result<(), Fault> {
        match &self.body {
            Some(body) if !body.is_null() => self.change(body, value),
            _ => Err(Fault::bad_request("this operation needs a body")),
        }
    }

    fn change(&self, body: &Received, value: &mut O::Request) -> Result<(), Fault> {
        let decoder = body.decoder();
        if body.media_type.is_patch() {
            let apply = |value: &mut O::Request| decoder.apply(value, &body.bytes);
            return Ok(self.context.edit(value, apply)?);
        }
        decoder.apply(value, &body.bytes)?;
        self.context.incoming(value);
        Ok(())
    }

    /// Refuses a body that says anything: none, an empty one and null are fine.
    pub(crate) fn expect_no_body(&self) -> Result<(), Fault> {
        if self.body.as_ref().is_none_or(Received::is_null) {
            Ok(())
        } else {
            Err(Fault::bad_request(
                "this operation takes no body: send none, an empty one or null",
            ))
        }
    }
}

impl<O> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("path", &self.parts.uri.path())
            .field("caller", &self.caller)
            .finish_non_exhaustive()
    }
}
