//! Tells an open page that something has changed, with server-sent events (HTML standard).
//!
//! Events have no data: the page reloads its content. So a listener needs no buffer, and changes
//! that follow each other quickly are merged into one event.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use http_body::{Body as HttpBody, Frame};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, sleep_until};

use super::Console;
use super::listeners::Listener;
use super::policy::protect;
use crate::body::{Body, Response};
use crate::fault::Fault;
use crate::future::BoxFuture;
use crate::peer::Peer;

/// The minimum time between two events.
const INTERVAL: Duration = Duration::from_millis(250);

/// The interval of keep-alive comments: proxies close idle connections, and only writing detects a
/// disconnected client.
const SILENCE: Duration = Duration::from_secs(15);

/// The duration of a stream. The browser then reconnects, and its credentials are checked again.
const LIFE: Duration = Duration::from_secs(600);

/// The first line of a stream: the browser's reconnection delay in milliseconds.
const RETRY: &str = "retry: 2000\n\n";
const CHANGED: &str = "event: change\ndata: changed\n\n";
const ALIVE: &str = ":\n\n";

/// A stream of the changes of all webhooks, or of one, until the client disconnects, the server
/// stops, or the stream expires.
///
/// # Errors
/// 503 if there are too many listeners.
pub(super) fn stream(
    console: &Console,
    only: Option<i32>,
    parts: &Parts,
) -> Result<Response, Fault> {
    let peer = parts.extensions.get::<Peer>().cloned();
    let listener = console.listeners.add(peer.clone()).ok_or_else(|| {
        let message = "too many open pages listen to changes; reload the page to see them";
        Fault::new(StatusCode::SERVICE_UNAVAILABLE, message)
            .header(RETRY_AFTER, HeaderValue::from_static("60"))
    })?;
    let now = Instant::now();
    let listening = Listening {
        changes: console.webhooks.changes.watch(),
        only,
        listener,
        stopping: match peer {
            Some(peer) => Box::pin(peer.stopping()),
            None => Box::pin(std::future::pending()),
        },
        is_new: true,
        end: now + LIFE,
        next: now,
    };
    let events = Events {
        next: Some(Box::pin(listening.step())),
    };
    let mut response = Response::new(Body::new(events));
    let events = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(CONTENT_TYPE, events);
    protect(response.headers_mut());
    Ok(response)
}

/// The body of a stream.
struct Events {
    /// `None` after the end.
    next: Option<BoxFuture<'static, Option<Step>>>,
}

/// A text to send, and what sends the next one.
type Step = (&'static str, Listening);

impl HttpBody for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some(next) = &mut self.next else {
            return Poll::Ready(None);
        };
        let step = ready!(next.as_mut().poll(context));
        self.next = None;
        Poll::Ready(step.map(|(text, listening)| {
            self.next = Some(Box::pin(listening.step()));
            Ok(Frame::data(Bytes::from_static(text.as_bytes())))
        }))
    }
}

struct Listening {
    changes: broadcast::Receiver<i32>,
    /// The id of the only webhook to report; `None` for all.
    only: Option<i32>,
    listener: Listener,
    stopping: Pin<Box<dyn Future<Output = ()> + Send>>,
    is_new: bool,
    end: Instant,
    /// The earliest time of the next event.
    next: Instant,
}

impl Listening {
    async fn step(mut self) -> Option<Step> {
        let text = self.next().await?;
        Some((text, self))
    }

    /// The next text to send; `None` at the end of the stream.
    async fn next(&mut self) -> Option<&'static str> {
        if std::mem::take(&mut self.is_new) {
            return Some(RETRY);
        }
        self.wait_until(self.next.min(self.end)).await?;
        let silent = (Instant::now() + SILENCE).min(self.end);
        loop {
            match self.change_until(silent).await? {
                Change::Of(id) if self.is_shown(id) => break,
                Change::Of(_) => {}
                Change::Missed => break,
                Change::None if Instant::now() >= self.end => return None,
                Change::None => return Some(ALIVE),
            }
        }
        self.forget();
        self.next = Instant::now() + INTERVAL;
        Some(CHANGED)
    }

    fn is_shown(&self, id: i32) -> bool {
        self.only.is_none_or(|only| only == id)
    }

    /// Discards pending changes, which the next event covers.
    fn forget(&mut self) {
        while let Ok(_) | Err(TryRecvError::Lagged(_)) = self.changes.try_recv() {}
    }

    /// Waits until a time; `None` if the stream ends first.
    async fn wait_until(&mut self, time: Instant) -> Option<()> {
        let mut sleep = pin!(sleep_until(time));
        poll_fn(|context| {
            if self.stopping.as_mut().poll(context).is_ready()
                || Pin::new(&mut self.listener.ended).poll(context).is_ready()
            {
                return Poll::Ready(None);
            }
            sleep.as_mut().poll(context).map(Some)
        })
        .await
    }

    /// The next change before a time; `None` if the stream ends first.
    async fn change_until(&mut self, time: Instant) -> Option<Change> {
        let mut sleep = pin!(sleep_until(time));
        let mut change = pin!(self.changes.recv());
        poll_fn(|context| {
            if self.stopping.as_mut().poll(context).is_ready()
                || Pin::new(&mut self.listener.ended).poll(context).is_ready()
            {
                return Poll::Ready(None);
            }
            match change.as_mut().poll(context) {
                Poll::Ready(Ok(id)) => Poll::Ready(Some(Change::Of(id))),
                Poll::Ready(Err(RecvError::Lagged(_))) => Poll::Ready(Some(Change::Missed)),
                Poll::Ready(Err(RecvError::Closed)) => Poll::Ready(None),
                Poll::Pending => sleep.as_mut().poll(context).map(|()| Some(Change::None)),
            }
        })
        .await
    }
}

enum Change {
    Of(i32),
    /// Some changes were lost.
    Missed,
    /// No change happened before the time.
    None,
}
