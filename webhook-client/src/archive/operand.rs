//! The values that a filter compares with.

use webhook_model::chrono::{Datelike as _, Timelike as _};
use webhook_model::{DateTime, Offset};

/// A number that a filter compares with.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Number {
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
}

impl From<i32> for Number {
    fn from(number: i32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Text(String),
    Number(Number),
    Bool(bool),
    Date(DateTime),
    Time(DateTime),
}

impl Operand {
    /// Why the value cannot be compared with.
    pub(super) fn mistake(&self) -> Option<&'static str> {
        match self {
            Self::Number(Number::Decimal(number)) if !number.is_finite() => {
                Some("a filter cannot compare with infinity or NaN")
            }
            // A server would have to guess whether to move it.
            Self::Date(date) | Self::Time(date) if date.offset() != Offset::Unspecified => Some(
                "a filter compares with dates without an offset: convert it to the server's time zone",
            ),
            _ => None,
        }
    }

    /// As NetServer's agents encode values: a mark of the type and the value in invariant form.
    pub(super) fn encoded(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(Number::Whole(number)) => format!("[I:{number}]"),
            Self::Number(Number::Decimal(number)) => format!("[F:{number}]"),
            Self::Bool(value) => value.to_string(),
            Self::Date(date) => format!("[D:{} 00:00:00.0000000]", day(*date)),
            Self::Time(date) => {
                let time = date.naive();
                format!(
                    "[DT:{} {:02}:{:02}:{:02}.{:07}]",
                    day(*date),
                    time.hour(),
                    time.minute(),
                    time.second(),
                    time.nanosecond() / 100
                )
            }
        }
    }

    /// As a literal in the text of a filter.
    pub(super) fn literal(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Number(Number::Whole(number)) => number.to_string(),
            Self::Number(Number::Decimal(number)) => number.to_string(),
            Self::Bool(value) => u8::from(*value).to_string(),
            Self::Date(date) => format!("'{}'", date.naive().date()),
            Self::Time(date) => format!("'{date}'"),
        }
    }
}

/// `MM/dd/yyyy`.
fn day(date: DateTime) -> String {
    let date = date.naive();
    format!("{:02}/{:02}/{:04}", date.month(), date.day(), date.year())
}

/// Text in single quotes. Quotes are doubled; so are backslashes, since some servers read them as the start of an
/// escape, and a backslash before the last quote would end the literal elsewhere.
fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for letter in text.chars() {
        if matches!(letter, '\'' | '\\') {
            literal.push(letter);
        }
        literal.push(letter);
    }
    literal.push('\'');
    literal
}
