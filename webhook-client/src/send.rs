//! Sends requests, and repeats them.

use crate::client::{Async, Inner};
use crate::draft::Draft;
use crate::error::{Error, ErrorKind};
use crate::repeat;
use crate::request::RequestOf;
use crate::response::too_large;
use crate::transport::{Limits, TransportError};
use webhook_model::operation::Operation;

impl<O> RequestOf<O, Async> {
    /// Sends the request and reads the answer. What fails is repeated as
    /// [`Repeats`](crate::Repeats) says.
    ///
    /// # Errors
    /// Every [`ErrorKind`].
    pub async fn send(self) -> Result<O::Response, Error>
    where
        O: Operation,
    {
        let answer = self.client.inner.exchange(&self.draft).await;
        let (parts, body) = answer?.into_parts();
        self.client.read::<O>(&parts, &body)
    }
}

impl Inner {
    /// Sends a request until there is an answer to be read, or no more attempt.
    pub(crate) async fn exchange(&self, draft: &Draft) -> Result<http::Response<Vec<u8>>, Error> {
        let transport = self
            .transport
            .as_deref()
            .ok_or_else(|| no_transport(draft))?;
        let limits = Limits::new(draft.timeout.unwrap_or(self.timeout), self.body_limit);
        let mut attempt = 1;
        loop {
            let request = draft.write(&self.site, &self.credentials)?;
            let outcome = transport.send(request, limits).await;
            if let Some(clock) = self.clock.as_deref()
                && let Some(wait) = repeat::next(
                    &self.repeats,
                    &self.budget,
                    (attempt, draft.repeatable),
                    &outcome,
                    clock.now(),
                    &*self.jitter,
                )
            {
                clock.sleep(wait).await;
                attempt += 1;
                continue;
            }
            if outcome
                .as_ref()
                .is_ok_and(|answer| answer.status().is_success())
            {
                self.budget.give();
            }
            return outcome.map_err(|error| {
                let error = of_transport(error, limits).of(draft.path);
                error.redacted(&self.credentials)
            });
        }
    }
}

fn no_transport(draft: &Draft) -> Error {
    let message =
        "nothing sends requests: enable the feature `reqwest`, or call `Client::transport`";
    Error::new(ErrorKind::NoTransport, message).of(draft.path)
}

fn of_transport(error: TransportError, limits: Limits) -> Error {
    let kind = match error {
        TransportError::NotSent(_) => ErrorKind::NotSent,
        TransportError::Interrupted(_) => ErrorKind::Interrupted,
        TransportError::Timeout => {
            let message = format!("no answer within {:?}: raise the timeout", limits.timeout);
            return Error::new(ErrorKind::Timeout, message);
        }
        TransportError::TooLarge => return too_large(limits.body_limit),
    };
    let mut message = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(reason) = source {
        let reason_text = reason.to_string();
        if !message.contains(&reason_text) {
            message = format!("{message}: {reason_text}");
        }
        source = reason.source();
    }
    Error::new(kind, crate::fault::bounded(&message)).with_source(error)
}
