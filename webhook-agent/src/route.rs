//! One operation as the agent has it in its table: its types gone, what is left is data and a
//! function.

use std::any::TypeId;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use webhook_model::MediaType;
use webhook_model::operation::Operation;
use webhook_model::property::{PropertyType, Type};

use crate::auth::Caller;
use crate::body::Received;
use crate::call::Call;
use crate::fault::Fault;
use crate::options::Options;

type Answer = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send>>;

/// An operation whose caller has been let in and whose body has been read.
pub(crate) struct Ready {
    pub(crate) parts: Parts,
    pub(crate) caller: Caller,
    pub(crate) body: Option<Received>,
    /// In which the answer is written.
    pub(crate) media_type: MediaType,
    pub(crate) options: Arc<Options>,
}

/// An operation and what answers it.
#[derive(Clone)]
pub(crate) struct Route {
    /// The whole path, as it is published.
    pub(crate) path: &'static str,
    /// The type of the request's body.
    pub(crate) request: Option<Type>,
    /// The type of the answer's body.
    pub(crate) response: Option<Type>,
    run: Arc<dyn Fn(Ready) -> Answer + Send + Sync>,
}

impl Route {
    pub(crate) fn new<O, F>(handler: impl Fn(Call<O>) -> F + Send + Sync + 'static) -> Self
    where
        O: Operation,
        F: Future<Output = Result<O::Response, Fault>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let run = move |ready: Ready| -> Answer {
            let handler = Arc::clone(&handler);
            Box::pin(async move {
                let Ready {
                    parts,
                    caller,
                    body,
                    media_type,
                    options,
                } = ready;
                let call = Call::<O>::new(parts, caller, body);
                if is_nothing::<O::Request>() {
                    call.expect_no_body()?;
                }
                let value = handler(call).await?;
                reply(&value, media_type, &options)
            })
        };
        Self {
            path: O::PATH,
            request: body_type::<O::Request>(),
            response: body_type::<O::Response>(),
            run: Arc::new(run),
        }
    }

    pub(crate) fn run(&self, ready: Ready) -> Answer {
        (self.run)(ready)
    }

    /// The operation's name: the last segment of its path.
    pub(crate) fn name(&self) -> &'static str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The agent's name: the segment before the last.
    pub(crate) fn agent(&self) -> &'static str {
        self.path.rsplit('/').nth(1).unwrap_or_default()
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Route").field(&self.path).finish()
    }
}

/// The answer 200 with a value, or 204 of an operation that answers nothing (vendor's API
/// description).
fn reply<T: PropertyType>(
    value: &T,
    media_type: MediaType,
    options: &Options,
) -> Result<Response, Fault> {
    if is_nothing::<T>() {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        return Ok(response);
    }
    let body = options.encoder(media_type).encode(value)?;
    Ok(respond(media_type, body))
}

fn is_nothing<T: PropertyType>() -> bool {
    TypeId::of::<T>() == TypeId::of::<()>()
}

fn body_type<T: PropertyType>() -> Option<Type> {
    (!is_nothing::<T>()).then_some(T::TYPE)
}

/// The answer 200 with a body of a media type.
pub(crate) fn respond(media_type: MediaType, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    let content_type = HeaderValue::from_static(media_type.content_type());
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
