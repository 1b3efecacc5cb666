//! Converts the dates of a value between the base zone and the request's zone, in place.

use std::collections::{HashMap, VecDeque};

use super::super::RequestContext;
use super::{Found, rewrite};
use crate::http::time_zone::{incoming, outgoing};
use crate::property::date_class::DateClass;
use crate::property::date_time::{DateTime, Offset};
use crate::property::{DateSlot, PropertyType};

impl RequestContext {
    /// Converts the dates of a request's value to the base zone, for storing: the reverse of
    /// [`outgoing`](Self::outgoing).
    ///
    /// A `chrono::DateTime` is an instant, and text without an offset is read as UTC. If clients omit
    /// offsets, use [`DateTime`].
    ///
    /// ```
    /// use http::header::{HeaderMap, HeaderValue};
    /// use webhook_model::http::context::{RequestContext, Settings};
    /// use webhook_model::http::time_zone::TimeZone;
    /// use webhook_model::{DateTime, NetServerEntity};
    ///
    /// #[derive(NetServerEntity)]
    /// struct Appointment {
    ///     #[netserver(date = diary)]
    ///     start: DateTime,
    /// }
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("so-timezone", HeaderValue::from_static("US-NY"));
    /// let settings = Settings::new().base_zone(TimeZone::parse("NO")?);
    /// let mut appointment = Appointment { start: DateTime::parse("2018-12-24T12:34:45")? };
    /// RequestContext::new(&headers, &settings).incoming(&mut appointment);
    /// assert_eq!(appointment.start.to_string(), "2018-12-24T18:34:45");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn incoming<T: PropertyType>(&self, value: &mut T) {
        rewrite(T::TYPE, value.slot(), &mut |found| {
            if let Found::Date(class, slot) = found {
                self.store(class, slot);
            }
        });
    }

    /// Runs an edit on a stored value with its dates in the request's time zone, as a patch needs: it tests
    /// and changes dates as the client has seen them.
    ///
    /// A date that the edit does not change keeps its stored form, even if the clock of the zone shows its
    /// digits twice.
    ///
    /// # Errors
    /// The error of the edit. The dates are then restored, provided that the edit left the value unchanged.
    ///
    /// ```
    /// use http::header::HeaderMap;
    /// use webhook_model::http::context::{RequestContext, Settings};
    /// use webhook_model::{MediaType, NetServerEntity, Webhook};
    ///
    /// let context = RequestContext::new(&HeaderMap::new(), &Settings::new());
    /// let mut hook = Webhook::create_default();
    /// let patch = br#"{"Registered": "2024-05-17T10:30:00+02:00"}"#;
    /// context.edit(&mut hook, |hook| hook.apply(MediaType::ApplicationMergePatch, patch))?;
    /// assert_eq!(hook.registered.to_string(), "2024-05-17T08:30:00");
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    pub fn edit<T: PropertyType, E>(
        &self,
        value: &mut T,
        edit: impl FnOnce(&mut T) -> Result<(), E>,
    ) -> Result<(), E> {
        // The class of each date, what the edit sees and what was stored, in order.
        let mut dates = Vec::new();
        rewrite(T::TYPE, value.slot(), &mut |found| {
            if let Found::Date(class, slot) = found {
                let stored = slot.get();
                self.show(class, slot);
                dates.push(((class, slot.get()), stored));
            }
        });
        let edited = edit(value);
        if edited.is_err() {
            let mut dates = dates.into_iter();
            rewrite(T::TYPE, value.slot(), &mut |found| {
                if let Found::Date(_, slot) = found
                    && let Some((_, stored)) = dates.next()
                {
                    // The slot has held this date before.
                    let _ = slot.set(stored);
                }
            });
            return edited;
        }
        let mut stored_of: HashMap<_, VecDeque<DateTime>> = HashMap::new();
        for (shown, stored) in dates {
            stored_of.entry(shown).or_default().push_back(stored);
        }
        rewrite(T::TYPE, value.slot(), &mut |found| {
            if let Found::Date(class, slot) = found {
                // Several dates can be shown alike: they are restored in order, and the last one also
                // for copies.
                let stored = stored_of.get_mut(&(class, slot.get()));
                let stored = stored.and_then(|dates| match dates.len() {
                    1 => dates.front().copied(),
                    _ => dates.pop_front(),
                });
                match stored {
                    Some(date) => drop(slot.set(date)),
                    None => self.store(class, slot),
                }
            }
        });
        edited
    }

    /// Converts a stored date to the request's zone, as far as its type can hold the result.
    pub(super) fn show(&self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        let Ok(request) = self.time_zone.as_ref() else {
            return;
        };
        let stored = slot.get();
        if request.is_none() && stored.offset() == Offset::Unspecified {
            return;
        }
        let base = self.base_zone.zone();
        let shown = outgoing(stored, class, base, request.as_ref());
        if !put(slot, shown)
            && let Some(request) = request
            && request.include_offset()
        {
            let plain = request.clone().with_include_offset(false);
            // A type that can hold neither keeps its date: one of chrono's instants, which are right in
            // any zone.
            put(slot, outgoing(stored, class, base, Some(&plain)));
        }
    }

    /// Converts a date of the request for storing, as far as its type can hold the result.
    fn store(&self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        if let Ok(request) = self.time_zone.as_ref() {
            let base = self.base_zone.zone();
            let stored = incoming(slot.get(), class, base, request.as_ref());
            // One of chrono's dates without an offset takes the digits.
            if !put(slot, stored) && stored.offset() != Offset::Unspecified {
                put(slot, DateTime::from(stored.naive()));
            }
        }
    }
}

/// Sets a date if its type can hold it, else leaves the slot unchanged.
///
/// A type can hold a date that it returns unchanged, or as the same instant. chrono's instants accept
/// digits without an offset as UTC, which would be wrong here.
fn put(slot: &mut dyn DateSlot<DateTime>, date: DateTime) -> bool {
    let before = slot.get();
    if slot.set(date).is_ok() {
        let held = slot.get();
        if held == date || held.to_utc().is_some_and(|at| date.to_utc() == Some(at)) {
            return true;
        }
        // The slot has held this date before.
        let _ = slot.set(before);
    }
    false
}
