//! Dates between the base zone and the request's, in place.

use std::collections::{HashMap, VecDeque};

use super::super::RequestContext;
use super::{Rewrite, rewrite};
use crate::http::time_zone::{incoming, outgoing};
use crate::property::date_class::DateClass;
use crate::property::date_time::{DateTime, Offset};
use crate::property::{DateSlot, PropertyType};

impl RequestContext {
    /// Takes the dates of a value that came in to the base zone: the reverse of
    /// [`outgoing`](Self::outgoing), as for a value that is to be stored.
    ///
    /// A `chrono::DateTime` has been read as an instant, one without an offset as in UTC: where
    /// clients leave offsets out, use [`DateTime`].
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
        rewrite(value, &mut Incoming { context: self });
    }

    /// Lends a stored value to an edit in the request's time zone, and takes it back: what a patch
    /// means, which tests and changes dates as the client has seen them.
    ///
    /// A date that comes back as it was lent is the one that was stored, also where its text does
    /// not say which of two hours it means as the clock is put back.
    ///
    /// # Errors
    /// Whatever the edit returns; the dates are then as they were, if the edit left the value so.
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
        let mut lent = Lend {
            context: self,
            dates: Vec::new(),
        };
        rewrite(value, &mut lent);
        let lent = lent.dates;
        let edited = edit(value);
        if edited.is_err() {
            let mut dates = lent.into_iter();
            rewrite(value, &mut Restore(&mut dates));
            return edited;
        }
        let mut stored: HashMap<_, VecDeque<DateTime>> = HashMap::new();
        for date in lent {
            let dates = stored.entry((date.class, date.shown)).or_default();
            dates.push_back(date.stored);
        }
        let mut rules = TakeBack {
            context: self,
            stored,
        };
        rewrite(value, &mut rules);
        edited
    }

    /// Puts a stored date into the request's zone, as far as its type can hold it.
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
            // What holds neither stays: an instant of chrono's, which needs no zone to be right.
            put(slot, outgoing(stored, class, base, Some(&plain)));
        }
    }

    fn take(&self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        if let Ok(request) = self.time_zone.as_ref() {
            let base = self.base_zone.zone();
            let came = slot.get();
            let stored = incoming(came, class, base, request.as_ref());
            // An instant of chrono's stays one; its dates without an offset take the digits.
            if !put(slot, stored) && stored.offset() != Offset::Unspecified {
                put(slot, DateTime::from(stored.naive()));
            }
        }
    }
}

/// Puts a date where its type can hold it; elsewhere what was there stays.
///
/// Held is a date that comes back, at least as the same instant: chrono's instants take digits
/// without an offset for UTC, which they are not here.
fn put(slot: &mut dyn DateSlot<DateTime>, date: DateTime) -> bool {
    let before = slot.get();
    if slot.set(date).is_ok() {
        let held = slot.get();
        if held == date || held.to_utc().is_some_and(|at| date.to_utc() == Some(at)) {
            return true;
        }
        // It has held this date before.
        let _ = slot.set(before);
    }
    false
}

struct Incoming<'c> {
    context: &'c RequestContext,
}

impl Rewrite for Incoming<'_> {
    fn date(&mut self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        self.context.take(class, slot);
    }

    fn text(&mut self, _text: &mut String) {}
}

/// A date as it is stored and as it was lent.
struct Lent {
    class: DateClass,
    stored: DateTime,
    shown: DateTime,
}

struct Lend<'c> {
    context: &'c RequestContext,
    dates: Vec<Lent>,
}

impl Rewrite for Lend<'_> {
    fn date(&mut self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        let stored = slot.get();
        self.context.show(class, slot);
        self.dates.push(Lent {
            class,
            stored,
            shown: slot.get(),
        });
    }

    fn text(&mut self, _text: &mut String) {}
}

/// Puts each date back in its place: nothing has moved.
struct Restore<'d>(&'d mut std::vec::IntoIter<Lent>);

impl Rewrite for Restore<'_> {
    fn date(&mut self, _class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        if let Some(date) = self.0.next() {
            // It has held this date before.
            let _ = slot.set(date.stored);
        }
    }

    fn text(&mut self, _text: &mut String) {}
}

struct TakeBack<'c> {
    context: &'c RequestContext,
    /// What was stored, by what it was lent as, in order.
    stored: HashMap<(DateClass, DateTime), VecDeque<DateTime>>,
}

impl Rewrite for TakeBack<'_> {
    fn date(&mut self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        let known = self.stored.get_mut(&(class, slot.get()));
        // The last one serves any number of copies.
        let stored = known.and_then(|dates| match dates.len() {
            1 => dates.front().copied(),
            _ => dates.pop_front(),
        });
        match stored {
            Some(date) => drop(slot.set(date)),
            None => self.context.take(class, slot),
        }
    }

    fn text(&mut self, _text: &mut String) {}
}
