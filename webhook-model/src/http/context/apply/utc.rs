//! Dates of requests without the time zone database: the only zone is UTC.

use chrono::Datelike as _;

use super::super::RequestContext;
use super::{Found, rewrite};
use crate::property::PropertyType;
use crate::property::date_time::DateTime;

impl RequestContext {
    /// Converts the dates of a request's value to UTC without an offset, as they are stored. Dates in
    /// the years 1 and 9999 mean "never" and "for ever" and keep their digits.
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
        rewrite(T::TYPE, value.slot(), &mut store);
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

/// Converts a date to UTC without an offset.
fn store(found: Found<'_>) {
    if let Found::Date(_, slot) = found {
        let date = slot.get();
        let digits = match date.to_utc() {
            Some(at) if !matches!(date.naive().year(), 1 | 9999) => at.naive_utc(),
            _ => date.naive(),
        };
        // chrono's instants read digits without an offset as UTC.
        let _ = slot.set(DateTime::from(digits));
    }
}
