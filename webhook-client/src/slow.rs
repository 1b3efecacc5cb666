//! Warnings about slow calls.

use std::time::{Duration, SystemTime};

use crate::clock::Clock;
use crate::draft::Terms;
use crate::error::short;

/// The start of an attempt, if the operation has a time.
pub(crate) fn start(terms: Terms<'_>, clock: Option<&dyn Clock>) -> Option<SystemTime> {
    let clock = clock.filter(|_| cfg!(feature = "tracing") && terms.slow.is_some());
    clock.map(Clock::now)
}

/// Warns if an attempt took longer than the vendor's time for the operation.
pub(crate) fn warn(terms: Terms<'_>, clock: Option<&dyn Clock>, started: Option<SystemTime>) {
    if let (Some(slow), Some(clock), Some(started)) = (terms.slow, clock, started)
        // The duration is an error if the clock was set back.
        && let Ok(taken) = clock.now().duration_since(started)
        && taken > slow
    {
        log(short(terms.path), taken, slow);
    }
}

#[cfg(feature = "tracing")]
fn log(operation: &str, taken: Duration, slow: Duration) {
    tracing::warn!(operation, ?taken, ?slow, "slow call");
}

#[cfg(not(feature = "tracing"))]
fn log(_: &str, _: Duration, _: Duration) {}
