//! Warnings about slow calls.

use std::time::SystemTime;

use crate::clock::Clock;
use crate::draft::Terms;

/// The time at which an attempt starts, if it can be slow.
pub(crate) fn start(terms: Terms<'_>, clock: Option<&dyn Clock>) -> Option<SystemTime> {
    let clock = clock.filter(|_| cfg!(feature = "tracing") && terms.slow.is_some());
    clock.map(Clock::now)
}

/// Warns if an attempt took longer than the vendor's time for the operation.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables))] // There is nothing to warn with.
pub(crate) fn warn(terms: Terms<'_>, clock: Option<&dyn Clock>, started: Option<SystemTime>) {
    #[cfg(feature = "tracing")]
    if let (Some(slow), Some(clock), Some(started)) = (terms.slow, clock, started)
        // A clock that was set back gives no duration.
        && let Ok(taken) = clock.now().duration_since(started)
        && taken > slow
    {
        let operation = crate::error::short(terms.path);
        tracing::warn!(operation, ?taken, ?slow, "slow call");
    }
}
