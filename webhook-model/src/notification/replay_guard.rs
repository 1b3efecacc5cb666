//! A memory of delivered events, so that a captured notification cannot be sent again.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use chrono::{TimeDelta, Utc};

use crate::property::date_time::{DateTime, Offset};

/// The longest id that is remembered, in bytes; a GUID has 36.
const MAX_ID: usize = 100;

/// Distinguishes new events from those that were delivered before, by id and time.
///
/// A signature never expires, so a recorded request can be sent again. The guard accepts each event
/// once, and only within a window around the caller's clock, so it does not have to remember events
/// older than the window. Call it after verifying the signature, with the id and timestamp from the
/// body: headers are not signed.
///
/// Memory is bounded by the capacity, about 250 bytes per event. When it is full, the oldest event is
/// forgotten, and from then on all events up to that event's time are refused. With too small a
/// capacity, or a clock that is set back, late deliveries are lost but none is accepted twice.
///
/// The guard has no clock of its own and belongs to one process: several receivers need a common
/// store.
///
/// ```
/// use std::num::NonZeroUsize;
/// use chrono::{TimeDelta, TimeZone, Utc};
/// use webhook_model::notification::{ReplayError, ReplayGuard};
/// use webhook_model::DateTime;
///
/// let mut guard = ReplayGuard::new(TimeDelta::minutes(5), NonZeroUsize::new(10_000).unwrap());
/// let timestamp = DateTime::parse("2024-05-17T08:30:00.25Z")?;
/// let now = Utc.with_ymd_and_hms(2024, 5, 17, 8, 30, 2).unwrap();
///
/// assert_eq!(guard.admit("88f91933", timestamp, now), Ok(()));
/// assert_eq!(guard.admit("88f91933", timestamp, now), Err(ReplayError::Seen));
/// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
/// ```
#[derive(Clone)]
pub struct ReplayGuard {
    window: TimeDelta,
    capacity: usize,
    /// The time of each remembered event.
    times: HashMap<Arc<str>, chrono::DateTime<Utc>>,
    /// The same events, ordered by time and id. Most events come in this order, so they are added at the
    /// end.
    order: VecDeque<(chrono::DateTime<Utc>, Arc<str>)>,
    /// The time of the last event that was forgotten.
    floor: Option<chrono::DateTime<Utc>>,
}

impl ReplayGuard {
    /// A guard that accepts events up to `window` before or after the clock, and remembers at most
    /// `capacity` of them. Choose a capacity above the number of events in a busy window.
    ///
    /// The window must be longer than the server's attempts take, some seconds, plus the difference of
    /// the two clocks: 5 minutes suffice. A negative window accepts nothing.
    #[must_use]
    pub fn new(window: TimeDelta, capacity: NonZeroUsize) -> Self {
        Self {
            window,
            capacity: capacity.get(),
            times: HashMap::new(),
            order: VecDeque::new(),
            floor: None,
        }
    }

    /// Accepts a new event and remembers it. `now` is the receiver's clock; a timestamp without offset
    /// is in UTC, as documented for the property.
    ///
    /// If the event then cannot be handled, call [`release`](Self::release), or the server's next
    /// attempt is refused.
    ///
    /// # Errors
    /// [`ReplayError`]: a repeated event, one from outside the window, or an invalid id.
    pub fn admit(
        &mut self,
        event_id: &str,
        timestamp: DateTime,
        now: chrono::DateTime<Utc>,
    ) -> Result<(), ReplayError> {
        if event_id.is_empty() || event_id.len() > MAX_ID {
            return Err(ReplayError::Id);
        }
        let time = instant(timestamp).ok_or(ReplayError::Old)?;
        self.forget_expired(now);
        if self.times.contains_key(event_id) {
            return Err(ReplayError::Seen);
        }
        if self.is_expired(time, now) || self.floor.is_some_and(|floor| time <= floor) {
            return Err(ReplayError::Old);
        }
        if time.signed_duration_since(now) > self.window {
            return Err(ReplayError::Early);
        }
        if self.order.len() >= self.capacity {
            if self
                .order
                .front()
                .is_some_and(|(oldest, _)| time <= *oldest)
            {
                return Err(ReplayError::Old);
            }
            self.forget_oldest();
        }
        let id: Arc<str> = event_id.into();
        let event = (time, Arc::clone(&id));
        let place = self.order.partition_point(|known| *known < event);
        self.order.insert(place, event);
        self.times.insert(id, time);
        Ok(())
    }

    /// Forgets an event that was accepted but could not be handled, so that the next attempt is
    /// accepted.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use chrono::{TimeDelta, TimeZone, Utc};
    /// # use webhook_model::{DateTime, notification::ReplayGuard};
    /// let mut guard = ReplayGuard::new(TimeDelta::minutes(5), NonZeroUsize::MIN);
    /// let timestamp = DateTime::parse("2024-05-17T08:30:00Z")?;
    /// let now = Utc.with_ymd_and_hms(2024, 5, 17, 8, 30, 0).unwrap();
    ///
    /// assert!(guard.admit("88f91933", timestamp, now).is_ok());
    /// guard.release("88f91933");
    /// assert!(guard.admit("88f91933", timestamp, now).is_ok());
    /// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
    /// ```
    pub fn release(&mut self, event_id: &str) {
        if let Some((id, time)) = self.times.remove_entry(event_id) {
            let event = (time, id);
            let place = self.order.partition_point(|known| *known < event);
            self.order.remove(place);
        }
    }

    /// How many events are remembered, at most the capacity.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no event is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Exactly as old as the window: such an event is refused for its age.
    fn is_expired(&self, time: chrono::DateTime<Utc>, now: chrono::DateTime<Utc>) -> bool {
        now.signed_duration_since(time) >= self.window
    }

    /// Each event is forgotten once, so the loop adds only constant work per event.
    fn forget_expired(&mut self, now: chrono::DateTime<Utc>) {
        while let Some((time, _)) = self.order.front()
            && self.is_expired(*time, now)
        {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((time, id)) = self.order.pop_front() {
            self.times.remove(&id);
            self.floor = self.floor.max(Some(time));
        }
    }
}

/// The instant of a timestamp; without offset it is in UTC.
fn instant(timestamp: DateTime) -> Option<chrono::DateTime<Utc>> {
    match timestamp.offset() {
        Offset::Unspecified => timestamp.with_offset(Offset::Utc).ok()?.to_utc(),
        Offset::Utc | Offset::Minutes(_) => timestamp.to_utc(),
    }
}

impl fmt::Debug for ReplayGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplayGuard")
            .field("window", &self.window)
            .field("capacity", &self.capacity)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// Why an event is not accepted.
///
/// ```
/// use webhook_model::notification::ReplayError;
///
/// assert_eq!(ReplayError::Seen.status(), 200);
/// assert_eq!(ReplayError::Old.status(), 400);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplayError {
    /// The event was accepted before: a repeated attempt, or a replay.
    Seen,
    /// The event happened too long ago.
    Old,
    /// The event is in the future: one of the two clocks is wrong.
    Early,
    /// The id is empty or longer than 100 bytes.
    Id,
}

impl ReplayError {
    /// The HTTP status of the response: 200 for an event that was accepted before, since the server
    /// may have missed the first response, otherwise 400.
    #[cfg(feature = "http")]
    #[must_use]
    pub const fn status(self) -> http::StatusCode {
        match self {
            Self::Seen => http::StatusCode::OK,
            Self::Old | Self::Early | Self::Id => http::StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seen => "this event was delivered before",
            Self::Old => "the event happened too long ago; compare the clocks",
            Self::Early => "the event lies in the future; compare the clocks",
            Self::Id => "an event's id has 1 to 100 bytes",
        })
    }
}

impl std::error::Error for ReplayError {}
