//! The guard against repeated events: each is accepted once, and memory is bounded.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use chrono::{TimeDelta, TimeZone, Utc};
use proptest::prelude::*;
use webhook_model::DateTime;
use webhook_model::notification::{ReplayError, ReplayGuard};

fn guard(capacity: usize) -> ReplayGuard {
    ReplayGuard::new(
        TimeDelta::minutes(5),
        NonZeroUsize::new(capacity).expect("not 0"),
    )
}

/// The time this many seconds after a fixed instant, according to the clock.
fn clock(seconds: i64) -> chrono::DateTime<Utc> {
    Utc.timestamp_opt(1_715_934_600 + seconds, 0)
        .single()
        .expect("a time")
}

/// The same time as in a body.
fn stamp(seconds: i64) -> DateTime {
    let text = clock(seconds).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    DateTime::parse(&text).expect("a date")
}

#[test]
fn events_are_accepted_once() {
    let mut guard = guard(10);
    assert_eq!(guard.admit("a", stamp(0), clock(1)), Ok(()));
    assert_eq!(guard.admit("a", stamp(0), clock(2)), Err(ReplayError::Seen));
    // A sender who can sign a new time could also sign a new id, but a server may set the time of
    // each attempt.
    assert_eq!(guard.admit("a", stamp(2), clock(2)), Err(ReplayError::Seen));
    assert_eq!(guard.admit("b", stamp(0), clock(2)), Ok(()));
    assert_eq!(guard.len(), 2);
}

#[test]
fn events_outside_the_window_are_rejected() {
    for (at, wanted) in [
        (-301, Err(ReplayError::Old)),
        (-300, Err(ReplayError::Old)),
        (-299, Ok(())),
        (300, Ok(())),
        (301, Err(ReplayError::Early)),
    ] {
        assert_eq!(guard(10).admit("a", stamp(at), clock(0)), wanted, "{at}");
    }
}

#[test]
fn unset_timestamps_are_too_old() {
    assert_eq!(
        guard(1).admit("a", DateTime::MIN, clock(0)),
        Err(ReplayError::Old)
    );
    assert_eq!(
        guard(1).admit("a", DateTime::MAX, clock(0)),
        Err(ReplayError::Early)
    );
}

#[test]
fn timestamps_without_offset_are_utc() {
    let base = stamp(0).to_string();
    let plain = DateTime::parse(base.trim_end_matches('Z')).expect("a date");
    assert_eq!(guard(1).admit("a", plain, clock(0)), Ok(()));
    let east = DateTime::parse(&base.replace('Z', "+02:00")).expect("a date");
    assert_eq!(guard(1).admit("a", east, clock(-7200)), Ok(()));
    assert_eq!(guard(1).admit("a", east, clock(0)), Err(ReplayError::Old));
}

#[test]
fn released_events_are_accepted_again() {
    let mut guard = guard(10);
    assert_eq!(guard.admit("a", stamp(0), clock(0)), Ok(()));
    guard.release("a");
    guard.release("never taken");
    assert!(guard.is_empty());
    assert_eq!(guard.admit("a", stamp(0), clock(1)), Ok(()));
}

#[test]
fn forgotten_events_are_still_rejected() {
    let mut guard = guard(10);
    assert_eq!(guard.admit("a", stamp(0), clock(0)), Ok(()));
    assert_eq!(guard.admit("b", stamp(300), clock(300)), Ok(()));
    assert_eq!(guard.len(), 1);
    assert_eq!(
        guard.admit("a", stamp(0), clock(300)),
        Err(ReplayError::Old)
    );
    // The clock is set back.
    assert_eq!(guard.admit("a", stamp(0), clock(10)), Err(ReplayError::Old));
}

#[test]
fn a_full_guard_forgets_the_oldest_event_and_still_rejects_it() {
    let mut guard = guard(2);
    assert_eq!(guard.admit("a", stamp(1), clock(9)), Ok(()));
    assert_eq!(guard.admit("b", stamp(2), clock(9)), Ok(()));
    assert_eq!(guard.admit("c", stamp(3), clock(9)), Ok(()));
    assert_eq!(guard.len(), 2);
    assert_eq!(guard.admit("a", stamp(1), clock(9)), Err(ReplayError::Old));
    assert_eq!(
        guard.admit("new", stamp(0), clock(9)),
        Err(ReplayError::Old)
    );
    assert_eq!(guard.admit("b", stamp(2), clock(9)), Err(ReplayError::Seen));
    // It is older than all remembered events, so none of them is forgotten for it.
    assert_eq!(
        guard.admit("late", stamp(2), clock(9)),
        Err(ReplayError::Old)
    );
    assert_eq!(guard.len(), 2);
}

#[test]
fn ids_are_bounded() {
    let mut guard = guard(2);
    assert_eq!(guard.admit("", stamp(0), clock(0)), Err(ReplayError::Id));
    assert_eq!(
        guard.admit(&"a".repeat(101), stamp(0), clock(0)),
        Err(ReplayError::Id)
    );
    assert_eq!(guard.admit(&"a".repeat(100), stamp(0), clock(0)), Ok(()));
}

#[test]
fn an_empty_window_rejects_everything() {
    for window in [TimeDelta::zero(), TimeDelta::seconds(-5), TimeDelta::MIN] {
        let mut guard = ReplayGuard::new(window, NonZeroUsize::MIN);
        for at in [-10, -5, 0, 5, 10] {
            assert!(
                guard.admit("a", stamp(at), clock(0)).is_err(),
                "{window} {at}"
            );
        }
    }
}

proptest! {
    #[test]
    fn events_are_accepted_once_and_memory_is_bounded(
        capacity in 1usize..6,
        calls in prop::collection::vec((0u8..12, -400i64..400, -400i64..400), 0..120),
    ) {
        let mut guard = guard(capacity);
        let mut taken = HashSet::new();
        for (id, at, now) in calls {
            // The time belongs to the event, so each id has one time.
            let id = format!("{id} {at}");
            if guard.admit(&id, stamp(at), clock(now)).is_ok() {
                prop_assert!(taken.insert(id));
            }
            prop_assert!(guard.len() <= capacity);
        }
    }
}
