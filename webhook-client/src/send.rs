//! Sends requests, and repeats them.

use std::time::{Duration, SystemTime};

use http::StatusCode;
use webhook_model::operation::Operation;

use crate::client::{Async, Inner};
use crate::credentials::Credentials;
use crate::draft::Draft;
use crate::error::{Error, ErrorKind};
use crate::repeat::{self, Repeatable};
use crate::request::RequestOf;
use crate::response::{Response, too_large};
use crate::transport::{Limits, TransportError};

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
        self.client.inner.call::<O>(&self.draft).await
    }
}

impl Inner {
    /// Sends a request and reads the answer.
    pub(crate) async fn call<O: Operation>(&self, draft: &Draft) -> Result<O::Response, Error> {
        let (answer, renewed) = self.exchange(draft).await?;
        let (parts, body) = answer.into_parts();
        let sent = renewed.as_ref().unwrap_or(&self.credentials);
        self.read::<O>(&parts, &body, sent)
    }

    /// Reads the answer to a request that was sent with these credentials.
    pub(crate) fn read<O: Operation>(
        &self,
        parts: &http::response::Parts,
        body: &[u8],
        sent: &Credentials,
    ) -> Result<O::Response, Error> {
        let answer = Response::read_whole::<O>(parts, body, self.body_limit);
        answer.map_err(|error| {
            let secrets = sent.redactor();
            error.without_quotes_of(body, &secrets).redacted(&secrets)
        })
    }

    /// Sends a request until there is an answer to be read, or no more attempt. Credentials that
    /// the server refuses are renewed once, where they come from a source; those of the last
    /// attempt are beside the answer.
    async fn exchange(
        &self,
        draft: &Draft,
    ) -> Result<(http::Response<Vec<u8>>, Option<Credentials>), Error> {
        let named = |error: Error| error.of(draft.path);
        let Some(renewal) = self.credentials.renewal() else {
            let write = || draft.write(&self.site, &self.credentials);
            let answer = self
                .repeatedly(draft.repeatable, draft.timeout, write)
                .await;
            return match answer {
                Ok(answer) => Ok((answer, None)),
                Err(error) => Err(named(error).redacted(&self.credentials.redactor())),
            };
        };
        let obtaining = |error| named(error).redacted(&self.credentials.redactor());
        let mut refused = None;
        loop {
            let (number, credentials) = renewal.current(self, refused).await.map_err(obtaining)?;
            let credentials = self.credentials.renewed(credentials);
            let write = || draft.write(&self.site, &credentials);
            let answer = self
                .repeatedly(draft.repeatable, draft.timeout, write)
                .await;
            let answer = answer.map_err(|error| named(error).redacted(&credentials.redactor()))?;
            if answer.status() != StatusCode::UNAUTHORIZED || refused.is_some() {
                return Ok((answer, Some(credentials)));
            }
            refused = Some(number);
        }
    }

    /// Sends a request until there is an answer, or no more attempt.
    pub(crate) async fn repeatedly(
        &self,
        repeatable: Repeatable,
        timeout: Option<Duration>,
        write: impl Fn() -> Result<http::Request<Vec<u8>>, Error>,
    ) -> Result<http::Response<Vec<u8>>, Error> {
        let transport = self.transport.as_deref().ok_or_else(no_transport)?;
        let limits = Limits::new(timeout.unwrap_or(self.timeout), self.body_limit);
        let mut attempt = 1;
        loop {
            let outcome = transport.send(write()?, limits).await;
            if let Some(clock) = self.clock.as_deref()
                && let Some(wait) = repeat::next(
                    &self.repeats,
                    &self.budget,
                    (attempt, repeatable),
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
            return outcome.map_err(|error| of_transport(error, limits));
        }
    }

    /// The time of the clock, or else of the system.
    pub(crate) fn now(&self) -> SystemTime {
        self.clock
            .as_deref()
            .map_or_else(SystemTime::now, crate::Clock::now)
    }
}

fn no_transport() -> Error {
    let message =
        "nothing sends requests: enable the feature `reqwest`, or call `Client::transport`";
    Error::new(ErrorKind::NoTransport, message)
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
    Error::new(kind, message).with_source(error)
}
