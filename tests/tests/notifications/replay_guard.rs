//! The memory of delivered events: what is taken, once, and how little is remembered.

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

/// Seconds after a fixed moment, as the clock has it.
fn clock(seconds: i64) -> chrono::DateTime<Utc> {
    Utc.timestamp_opt(1_715_934_600 + seconds, 0)
        .single()
        .expect("a time")
}

/// The same as a body has it.
fn stamp(seconds: i64) -> DateTime {
    let text = clock(seconds).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    DateTime::parse(&text).expect("a date")
}

#[test]
fn an_event_is_taken_once() {
    let mut guard = guard(10);
    assert_eq!(guard.admit("a", stamp(0), clock(1)), Ok(()));
    assert_eq!(guard.admit("a", stamp(0), clock(2)), Err(ReplayError::Seen));
    // Whoever could sign a new time could sign a new id, but a server may stamp each attempt.
    assert_eq!(guard.admit("a", stamp(2), clock(2)), Err(ReplayError::Seen));
    assert_eq!(guard.admit("b", stamp(0), clock(2)), Ok(()));
    assert_eq!(guard.len(), 2);
}

#[test]
fn the_window_has_two_ends() {
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
fn a_timestamp_that_was_never_set_is_old() {
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
fn a_timestamp_is_an_instant_and_utc_without_offset() {
    let base = stamp(0).to_string();
    let plain = DateTime::parse(base.trim_end_matches('Z')).expect("a date");
    assert_eq!(guard(1).admit("a", plain, clock(0)), Ok(()));
    let east = DateTime::parse(&base.replace('Z', "+02:00")).expect("a date");
    assert_eq!(guard(1).admit("a", east, clock(-7200)), Ok(()));
    assert_eq!(guard(1).admit("a", east, clock(0)), Err(ReplayError::Old));
}

#[test]
fn a_released_event_is_taken_again() {
    let mut guard = guard(10);
    assert_eq!(guard.admit("a", stamp(0), clock(0)), Ok(()));
    guard.release("a");
    guard.release("never taken");
    assert!(guard.is_empty());
    assert_eq!(guard.admit("a", stamp(0), clock(1)), Ok(()));
}

#[test]
fn what_is_out_of_the_window_is_forgotten_and_stays_refused() {
    let mut guard = guard(10);
    assert_eq!(guard.admit("a", stamp(0), clock(0)), Ok(()));
    assert_eq!(guard.admit("b", stamp(300), clock(300)), Ok(()));
    assert_eq!(guard.len(), 1);
    assert_eq!(
        guard.admit("a", stamp(0), clock(300)),
        Err(ReplayError::Old)
    );
    // The clock is turned back.
    assert_eq!(guard.admit("a", stamp(0), clock(10)), Err(ReplayError::Old));
}

#[test]
fn a_full_guard_forgets_the_oldest_and_refuses_what_it_forgot() {
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
    // Older than all that are remembered: none of them makes room for it.
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
fn a_window_that_is_none_takes_nothing() {
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
    fn no_event_is_taken_twice_and_memory_is_bounded(
        capacity in 1usize..6,
        calls in prop::collection::vec((0u8..12, -400i64..400, -400i64..400), 0..120),
    ) {
        let mut guard = guard(capacity);
        let mut taken = HashSet::new();
        for (id, at, now) in calls {
            // An event's time is part of it: one id has one time.
            let id = format!("{id} {at}");
            if guard.admit(&id, stamp(at), clock(now)).is_ok() {
                prop_assert!(taken.insert(id));
            }
            prop_assert!(guard.len() <= capacity);
        }
    }
}
