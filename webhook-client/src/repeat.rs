//! Decides whether and when a call is retried.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::{HeaderMap, RETRY_AFTER};

use crate::transport::TransportError;

/// How often calls are retried, and how long the client waits between attempts.
///
/// | failure | repeated operations |
/// |---|---|
/// | no connection, nothing was sent | all |
/// | 429, 503 | all but Save with the key 0; after the time in `Retry-After` |
/// | 500, 502, 504, a broken connection, a time-out | those that may run twice: see [`RequestOf::repeatable`](crate::RequestOf::repeatable) |
///
/// Without `Retry-After`, the wait is a random part of a duration that doubles with each attempt
/// ("full jitter").
///
/// ```
/// use std::time::Duration;
/// use webhook_client::{Client, Credentials, Repeats, Site};
///
/// let repeats = Repeats { attempts: 5, longest_wait: Duration::from_secs(10), ..Repeats::default() };
/// let so = Client::new(Site::new("https://crm.example")?, Credentials::anonymous()).repeats(repeats);
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeats {
    /// The maximum number of attempts of one call, including the first: 3 by default; 1 disables
    /// retries.
    pub attempts: u32,
    /// The maximum wait before the second attempt: half a second by default.
    pub first_wait: Duration,
    /// The maximum wait, even if `Retry-After` is longer: 30 seconds by default.
    pub longest_wait: Duration,
    /// The number of retries that all calls of a client and its clones share: 100 by default. Ten
    /// responses add one retry. This limits the additional requests to a server that is down.
    pub budget: u32,
}

impl Default for Repeats {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            budget: 100,
        }
    }
}

impl Repeats {
    /// The wait before the next attempt, where `fraction` is a number from 0 to 1.
    fn wait(&self, attempt: u32, fraction: f64) -> Duration {
        let doubled = 1_u32
            .checked_shl(attempt.saturating_sub(1))
            .unwrap_or(u32::MAX);
        let length = self.first_wait.saturating_mul(doubled);
        let fraction = if fraction.is_nan() { 1.0 } else { fraction };
        length
            .min(self.longest_wait)
            .mul_f64(fraction.clamp(0.0, 1.0))
    }
}

/// Whether a server may receive a request twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeatable {
    /// Yes, whatever happened to the first one.
    Always,
    /// Only if the server has reported that it did not run the first one.
    Refused,
    /// Never, because each request creates another entity.
    Never,
}

/// The remaining retries of all calls, in tenths.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    most: u32,
}

/// The cost of a retry; a response adds 1.
const COST: u32 = 10;

impl Budget {
    pub(crate) fn new(repeats: u32) -> Self {
        let most = repeats.saturating_mul(COST);
        Self {
            left: AtomicU32::new(most),
            most,
        }
    }

    /// Takes one retry; false if none is left.
    fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(COST);
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }

    pub(crate) fn give(&self) {
        let give = |left: u32| (left < self.most).then_some(left + 1);
        // An overflow also means that the budget is full.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

/// The result of an attempt.
pub(crate) type Outcome = Result<http::Response<Vec<u8>>, TransportError>;

/// The wait before the next attempt; `None` after the last attempt.
pub(crate) fn next(
    repeats: &Repeats,
    budget: &Budget,
    (attempt, repeatable): (u32, Repeatable),
    outcome: &Outcome,
    now: &dyn Fn() -> SystemTime,
    jitter: &dyn Fn() -> f64,
) -> Option<Duration> {
    let mut asked = None;
    let repeat = match outcome {
        Ok(answer) => match answer.status() {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                asked = retry_after(answer.headers(), now());
                repeatable != Repeatable::Never
            }
            StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::GATEWAY_TIMEOUT => repeatable == Repeatable::Always,
            _ => false,
        },
        Err(TransportError::NotSent(_)) => true,
        Err(TransportError::Interrupted(_) | TransportError::Timeout) => {
            repeatable == Repeatable::Always
        }
        Err(TransportError::TooLarge) => false,
    };
    if !repeat || attempt >= repeats.attempts || !budget.take() {
        return None;
    }
    let wait = asked.map(|asked| asked.min(repeats.longest_wait));
    Some(wait.unwrap_or_else(|| repeats.wait(attempt, jitter())))
}

/// The wait that the server requests: seconds, or a date (RFC 9110 section 10.2.3).
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    // A date in the past is ignored.
    Some(date.duration_since(now).unwrap_or_default())
}

/// A random number from 0 to 1.
pub(crate) fn random() -> f64 {
    // Uses the standard library's randomness, which the operating system seeds.
    let number = RandomState::new().hash_one(0_u8);
    f64::from(u32::try_from(number >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EPOCH: SystemTime = SystemTime::UNIX_EPOCH;

    fn answer(status: u16, after: Option<&str>) -> http::Response<Vec<u8>> {
        let mut answer = http::Response::new(Vec::new());
        *answer.status_mut() = StatusCode::from_u16(status).expect("a status");
        if let Some(after) = after {
            answer
                .headers_mut()
                .insert(RETRY_AFTER, after.parse().expect("a value"));
        }
        answer
    }

    fn wait(outcome: &Outcome, attempt: u32, repeatable: Repeatable) -> Option<Duration> {
        let repeats = Repeats::default();
        let budget = Budget::new(1);
        next(
            &repeats,
            &budget,
            (attempt, repeatable),
            outcome,
            &|| EPOCH,
            &|| 0.5,
        )
    }

    #[test]
    fn failures_and_operations_determine_retries() {
        use Repeatable::{Always, Never, Refused};

        let broken = || "broken".into();
        for (outcome, expected) in [
            (Ok(answer(200, None)), []),
            (Ok(answer(400, None)), []),
            (Ok(answer(401, None)), []),
            (Ok(answer(501, None)), []),
            (Err(TransportError::TooLarge), []),
        ] {
            for repeatable in [Always, Refused, Never] {
                let repeated = wait(&outcome, 1, repeatable).is_some();
                assert_eq!(repeated, expected.contains(&repeatable), "{outcome:?}");
            }
        }
        for (outcome, expected) in [
            (Ok(answer(429, None)), &[Always, Refused][..]),
            (Ok(answer(503, Some("1"))), &[Always, Refused]),
            (Ok(answer(500, None)), &[Always]),
            (Ok(answer(502, None)), &[Always]),
            (Ok(answer(504, None)), &[Always]),
            (
                Err(TransportError::NotSent(broken())),
                &[Always, Refused, Never],
            ),
            (Err(TransportError::Interrupted(broken())), &[Always]),
            (Err(TransportError::Timeout), &[Always]),
        ] {
            for repeatable in [Always, Refused, Never] {
                let repeated = wait(&outcome, 1, repeatable).is_some();
                assert_eq!(
                    repeated,
                    expected.contains(&repeatable),
                    "{outcome:?} {repeatable:?}"
                );
                assert_eq!(wait(&outcome, 3, repeatable), None, "the last attempt");
            }
        }
    }

    #[test]
    fn waits_follow_the_server_or_grow() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        for (after, expected) in [
            ("7", seconds(7)),
            (" 7 ", seconds(7)),
            ("0", seconds(0)),
            ("86400", seconds(30)),
            ("Thu, 01 Jan 1970 00:00:09 GMT", seconds(9)),
            ("Thu, 01 Jan 1970 09:00:00 GMT", seconds(30)),
            (
                "Wed, 31 Dec 1969 23:59:59 GMT",
                Some(Duration::from_millis(250)),
            ),
            ("soon", Some(Duration::from_millis(250))),
            ("-1", Some(Duration::from_millis(250))),
        ] {
            let outcome = Ok(answer(503, Some(after)));
            assert_eq!(wait(&outcome, 1, Repeatable::Always), expected, "{after}");
        }
        let repeats = Repeats::default();
        let waits =
            [1, 2, 3, 7, 40, u32::MAX].map(|attempt| repeats.wait(attempt, 1.0).as_millis());
        assert_eq!(waits, [500, 1_000, 2_000, 30_000, 30_000, 30_000]);
        assert_eq!(repeats.wait(1, 0.0), Duration::ZERO);
        assert_eq!(repeats.wait(1, f64::NAN), repeats.first_wait);
    }

    #[test]
    fn the_budget_is_spent_and_refilled() {
        let budget = Budget::new(2);
        assert!(budget.take() && budget.take() && !budget.take());
        for _ in 0..COST - 1 {
            budget.give();
        }
        assert!(!budget.take());
        budget.give();
        assert!(budget.take() && !budget.take());
        for _ in 0..1_000 {
            budget.give();
        }
        assert!(budget.take() && budget.take() && !budget.take());
    }

    #[test]
    fn random_numbers_differ_and_are_fractions() {
        let numbers: Vec<f64> = (0..100).map(|_| random()).collect();
        assert!(numbers.iter().all(|number| (0.0..=1.0).contains(number)));
        assert!(
            numbers
                .windows(2)
                .any(|pair| pair[0].to_bits() != pair[1].to_bits())
        );
    }
}
