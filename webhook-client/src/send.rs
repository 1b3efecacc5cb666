//! Sends requests and retries them.

use std::time::{Duration, SystemTime};

use http::StatusCode;
use webhook_model::operation::Operation;
use webhook_model::property::PropertyType;

use crate::client::{Async, DEFAULT_TIMEOUT, Inner};
use crate::clock;
use crate::credentials::Credentials;
use crate::draft::{Draft, Terms};
use crate::error::{Error, ErrorKind};
use crate::repeat::{self, Repeatable};
use crate::request::RequestOf;
use crate::response::{Response, too_large};
use crate::slow;
use crate::transport::{Limits, TransportError};

/// The ratio of the default timeout to the vendor's time for a slow operation.
const SLOWEST: u32 = 10;

impl<O> RequestOf<O, Async> {
    /// Sends the request and decodes the response. Failures are retried according to
    /// [`Repeats`](crate::Repeats).
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
    /// Sends a request and decodes the response.
    pub(crate) async fn call<O: Operation>(&self, draft: &Draft) -> Result<O::Response, Error> {
        self.receive(draft).await
    }

    /// Sends a request and decodes a response of the given type.
    pub(crate) async fn receive<T: PropertyType>(&self, draft: &Draft) -> Result<T, Error> {
        let (answer, renewed) = self.exchange(draft).await?;
        let (parts, body) = answer.into_parts();
        let sent = renewed.as_ref().unwrap_or(&self.credentials);
        let read = self.read(&parts, &body, sent);
        read.map_err(|error| error.of(draft.path.clone()))
    }

    /// Decodes the response to a request that was sent with these credentials.
    pub(crate) fn read<T: PropertyType>(
        &self,
        parts: &http::response::Parts,
        body: &[u8],
        sent: &Credentials,
    ) -> Result<T, Error> {
        let answer = Response::read_whole::<T>(parts, body, self.body_limit);
        answer.map_err(|error| {
            let secrets = sent.redactor();
            error.without_quotes_of(body, &secrets).redacted(&secrets)
        })
    }

    /// Sends a request until there is a response to decode or no attempt is left. The base URL of a
    /// tenant and the credentials of a source are renewed once each if the server rejects them.
    /// Also returns the credentials of the last attempt.
    async fn exchange(
        &self,
        draft: &Draft,
    ) -> Result<(http::Response<Vec<u8>>, Option<Credentials>), Error> {
        let (tenant, renewal) = (self.site.as_tenant(), self.credentials.renewal());
        let failed = |error: Error, sent: Option<&Credentials>| {
            let sent = sent.unwrap_or(&self.credentials);
            error.of(draft.path.clone()).redacted(&sent.redactor())
        };
        let (mut moved, mut refused) = (None, None);
        loop {
            let current = self.site.current(self, moved).await;
            let (place, base) = current.map_err(|error| failed(error, None))?;
            let (number, credentials) = match renewal {
                Some(renewal) => {
                    let current = renewal.current(self, refused).await;
                    let (number, held) = current.map_err(|error| failed(error, None))?;
                    (number, Some(self.credentials.renewed(held)))
                }
                None => (0, None),
            };
            let sent = credentials.as_ref().unwrap_or(&self.credentials);
            let write = || draft.write(&base, sent);
            let answer = self.repeatedly(draft.terms(), write).await;
            let answer = answer.map_err(|error| failed(error, Some(sent)))?;
            match answer.status() {
                StatusCode::MISDIRECTED_REQUEST if moved.is_none() => {
                    if let Some(tenant) = tenant {
                        if draft.repeatable != Repeatable::Never {
                            moved = Some(place);
                            continue;
                        }
                        // This call is not repeated; the next one uses the new base URL.
                        tenant.forget(place);
                    }
                }
                StatusCode::UNAUTHORIZED if renewal.is_some() && refused.is_none() => {
                    refused = Some(number);
                    continue;
                }
                _ => {}
            }
            return Ok((answer, credentials));
        }
    }

    /// Sends a request until there is a response or no attempt is left.
    pub(crate) async fn repeatedly(
        &self,
        terms: Terms<'_>,
        write: impl Fn() -> Result<http::Request<Vec<u8>>, Error>,
    ) -> Result<http::Response<Vec<u8>>, Error> {
        let transport = self.transport.as_deref().ok_or_else(no_transport)?;
        let limits = Limits::new(self.timeout_of(terms), self.body_limit);
        let mut attempt = 1;
        loop {
            let request = write()?;
            let started = slow::start(terms, self.clock.as_deref());
            let outcome = transport.send(request, limits).await;
            slow::warn(terms, self.clock.as_deref(), started);
            if let Some(clock) = self.clock.as_deref()
                && let Some(wait) = repeat::next(
                    &self.repeats,
                    &self.budget,
                    (attempt, terms.repeatable),
                    &outcome,
                    &|| clock.now(),
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

    /// The timeout of an attempt.
    fn timeout_of(&self, terms: Terms<'_>) -> Duration {
        terms.timeout.or(self.timeout).unwrap_or_else(|| {
            let slow = terms.slow.unwrap_or_default();
            slow.saturating_mul(SLOWEST).max(DEFAULT_TIMEOUT)
        })
    }

    /// The time of the clock, or else the system time.
    pub(crate) fn now(&self) -> SystemTime {
        self.clock
            .as_deref()
            .map_or_else(clock::system, crate::Clock::now)
    }
}

fn no_transport() -> Error {
    let message =
        "the client has no transport: enable the feature `reqwest`, or call `Client::transport`";
    Error::new(ErrorKind::NoTransport, message)
}

fn of_transport(error: TransportError, limits: Limits) -> Error {
    let kind = match error {
        TransportError::NotSent(_) => ErrorKind::NotSent,
        TransportError::Interrupted(_) => ErrorKind::Interrupted,
        TransportError::Timeout => {
            let message = format!("no response within {:?}: raise the timeout", limits.timeout);
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
