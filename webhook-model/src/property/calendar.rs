//! Dates and durations: the types of this crate, and chrono's as fields.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::date_time::{DateTime, Offset};
use super::duration::Duration;
use super::{DateSlot, Dates, PropertyType, Slot, Type, Value};
use crate::error::{Error, ErrorKind};

impl DateSlot<Self> for DateTime {
    fn get(&self) -> Self {
        *self
    }

    fn set(&mut self, value: Self) -> Result<(), Error> {
        *self = value;
        Ok(())
    }
}

/// Year 1, the default of .NET's `DateTime`; chrono's own default is 1970.
const YEAR_1: NaiveDateTime = DateTime::MIN.naive();

macro_rules! date_property {
    ($($rust:ty, $dates:ident, blank $blank:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl PropertyType for $rust {
            const TYPE: Type = Type::DateTime;
            const DATES: Dates = Dates::$dates;

            fn blank() -> Self {
                $blank
            }

            fn value(&self) -> Value<'_> {
                Value::DateTime((*self).into())
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::DateTime(self)
            }
        }
    )*};
}

date_property! {
    DateTime, Any, blank Self::MIN;
    NaiveDateTime, WithoutOffset, blank YEAR_1;
    NaiveDate, Day, blank YEAR_1.date();
    chrono::DateTime<Utc>, WithOffset, blank YEAR_1.and_utc();
    chrono::DateTime<FixedOffset>, WithOffset, blank YEAR_1.and_utc().fixed_offset();
}

impl DateSlot<DateTime> for NaiveDateTime {
    fn get(&self) -> DateTime {
        (*self).into()
    }

    fn set(&mut self, value: DateTime) -> Result<(), Error> {
        if value.offset() != Offset::Unspecified {
            return Err(Error::new(
                ErrorKind::Type,
                "this property holds a date without an offset; use `webhook_model::DateTime` to keep one",
            ));
        }
        *self = value.naive();
        Ok(())
    }
}

impl DateSlot<DateTime> for NaiveDate {
    fn get(&self) -> DateTime {
        (*self).into()
    }

    fn set(&mut self, value: DateTime) -> Result<(), Error> {
        if value.naive().time() != NaiveTime::MIN {
            return Err(Error::new(
                ErrorKind::Type,
                "this property holds a day; use `webhook_model::DateTime` to keep a time of day",
            ));
        }
        *self = value.naive().date();
        Ok(())
    }
}

impl DateSlot<DateTime> for chrono::DateTime<Utc> {
    fn get(&self) -> DateTime {
        (*self).into()
    }

    fn set(&mut self, value: DateTime) -> Result<(), Error> {
        *self = instant(value)?;
        Ok(())
    }
}

impl DateSlot<DateTime> for chrono::DateTime<FixedOffset> {
    fn get(&self) -> DateTime {
        (*self).into()
    }

    fn set(&mut self, value: DateTime) -> Result<(), Error> {
        let minutes = match value.offset() {
            Offset::Minutes(minutes) => i32::from(minutes),
            Offset::Utc | Offset::Unspecified => 0,
        };
        let offset = FixedOffset::east_opt(minutes * 60).ok_or_else(out_of_range)?;
        *self = instant(value)?.with_timezone(&offset);
        Ok(())
    }
}

/// A date without an offset is in the server's base zone, which is UTC unless it sets another.
fn instant(value: DateTime) -> Result<chrono::DateTime<Utc>, Error> {
    if value.offset() == Offset::Unspecified {
        return Ok(value.naive().and_utc());
    }
    value.to_utc().ok_or_else(out_of_range)
}

fn out_of_range() -> Error {
    Error::new(
        ErrorKind::Range,
        "the date is before year 1 or after year 9999",
    )
}

macro_rules! duration_property {
    ($($rust:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PropertyType for $rust {
            const TYPE: Type = Type::Duration;

            fn blank() -> Self {
                Self::default()
            }

            fn value(&self) -> Value<'_> {
                // Longer than 10,675,199 days does not fit in a .NET TimeSpan.
                Value::Duration(Duration::try_from(*self).unwrap_or(Duration::MAX))
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Duration(self)
            }
        }
    )*};
}

duration_property!(Duration, TimeDelta);

impl DateSlot<Self> for Duration {
    fn get(&self) -> Self {
        *self
    }

    fn set(&mut self, value: Self) -> Result<(), Error> {
        *self = value;
        Ok(())
    }
}

impl DateSlot<Duration> for TimeDelta {
    fn get(&self) -> Duration {
        Duration::try_from(*self).unwrap_or(Duration::MAX)
    }

    fn set(&mut self, value: Duration) -> Result<(), Error> {
        *self = value.into();
        Ok(())
    }
}
