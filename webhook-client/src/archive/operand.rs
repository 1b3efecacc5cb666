//! The values that filters compare columns with.

use webhook_model::chrono::{Datelike as _, Timelike as _};
use webhook_model::{DateTime, Offset};

/// A number in a filter.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Number {
    /// An integer.
    Whole(i64),
    /// A floating-point number.
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
    /// Why the value cannot be used in a filter.
    pub(super) fn mistake(&self) -> Option<&'static str> {
        match self {
            Self::Number(Number::Decimal(number)) if !number.is_finite() => {
                Some("a filter cannot compare with infinity or NaN")
            }
            // The server would have to guess the time zone.
            Self::Date(date) | Self::Time(date) if date.offset() != Offset::Unspecified => Some(
                "a filter compares with dates without an offset: convert it to the server's time zone",
            ),
            _ => None,
        }
    }

    /// The value as NetServer's agents encode it: a type prefix and the invariant form.
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

    /// The value as a literal of REST's `$filter`.
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

/// Text in single quotes. Quotes are doubled. Backslashes are doubled as well, because some servers
/// treat them as escapes, and a backslash before the closing quote would then extend the literal.
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
