//! Dates of requests without the tz database: the only zone is UTC.

use chrono::Datelike as _;

use super::super::RequestContext;
use super::{Rewrite, rewrite};
use crate::property::date_class::DateClass;
use crate::property::date_time::DateTime;
use crate::property::{DateSlot, PropertyType};

impl RequestContext {
    /// Converts the dates of a request's value to UTC without an offset, as they are stored. The
    /// years 1 and 9999 mean "never" and "for ever": their digits stay.
    ///
    /// With the feature `time-zones` dates are converted from the zone of the request to the base
    /// zone.
    ///
    /// ```
    /// use http::header::HeaderMap;
    /// use webhook_model::http::context::{RequestContext, Settings};
    /// use webhook_model::{DateTime, Webhook};
    ///
    /// let mut hook = Webhook::create_default();
    /// hook.registered = DateTime::parse("2024-05-17T10:30:00+02:00")?;
    /// RequestContext::new(&HeaderMap::new(), &Settings::new()).incoming(&mut hook);
    /// assert_eq!(hook.registered.to_string(), "2024-05-17T08:30:00");
    /// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
    /// ```
    #[allow(clippy::unused_self)] // As with the feature `time-zones`.
    pub fn incoming<T: PropertyType>(&self, value: &mut T) {
        rewrite(value, &mut ToUtc);
    }

    /// Edits a stored value, and converts its dates as [`incoming`](Self::incoming) does.
    ///
    /// # Errors
    /// The error of the edit.
    pub fn edit<T: PropertyType, E>(
        &self,
        value: &mut T,
        edit: impl FnOnce(&mut T) -> Result<(), E>,
    ) -> Result<(), E> {
        edit(value)?;
        self.incoming(value);
        Ok(())
    }
}

struct ToUtc;

impl Rewrite for ToUtc {
    fn date(&mut self, _class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        let date = slot.get();
        let digits = match date.to_utc() {
            Some(instant) if !matches!(date.naive().year(), 1 | 9999) => instant.naive_utc(),
            _ => date.naive(),
        };
        // One of chrono's instants takes digits without an offset as UTC.
        let _ = slot.set(DateTime::from(digits));
    }

    fn text(&mut self, _text: &mut String) {}
}
