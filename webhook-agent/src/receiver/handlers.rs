//! The handlers of events.

use std::collections::HashMap;
use std::future::Future;

use super::Event;
use crate::future::{BoxFuture, catch_panic};

/// Why an event was not handled. The error is logged and not sent to the server.
pub type HandlerError = Box<dyn std::error::Error + Send + Sync>;

type Handling = BoxFuture<'static, Result<(), HandlerError>>;
type Handler = Box<dyn Fn(Event) -> Handling + Send + Sync>;

/// The handlers by event name, and the handler for all other events.
#[derive(Default)]
pub(super) struct Handlers {
    by_name: HashMap<String, Handler>,
    any: Option<Handler>,
}

impl Handlers {
    /// Adds the handler of an event, or of all others. A later handler replaces an earlier one.
    pub(super) fn add<F>(
        &mut self,
        name: Option<String>,
        handler: impl Fn(Event) -> F + Send + Sync + 'static,
    ) where
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        let handler: Handler = Box::new(move |event| {
            let handling = catch_panic(handler(event));
            // A panic fails only this event.
            Box::pin(async move { handling.await.unwrap_or_else(|_| Err("it panicked".into())) })
        });
        match name {
            Some(name) => drop(self.by_name.insert(name.to_ascii_lowercase(), handler)),
            None => self.any = Some(handler),
        }
    }

    /// Calls the handler of an event; `None` if there is none.
    pub(super) fn call(&self, event: Event) -> Option<Handling> {
        let own = self.by_name.get(&event.name().to_ascii_lowercase());
        let handler = own.or(self.any.as_ref())?;
        Some(handler(event))
    }
}
