//! The numbers that a property takes.

use std::cmp::Ordering;
use std::fmt;

/// The least and the greatest number that a property takes, both included; one of them may be missing.
/// `#[netserver(range = 1..=100)]` sets it.
///
/// ```
/// use webhook_model::NetServerEntity;
/// use webhook_model::property::number_range::NumberRange;
///
/// #[derive(NetServerEntity)]
/// struct Sale {
///     #[netserver(range = 0..=100)]
///     probability: i32,
/// }
/// let range = Sale::ENTITY.properties[0].range;
/// assert_eq!(range.map(|range| range.to_string()).as_deref(), Some("from 0 to 100"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum NumberRange {
    /// Both ends are whole numbers.
    Whole {
        /// The least number.
        least: Option<i64>,
        /// The greatest number.
        most: Option<i64>,
    },
    /// An end has a fraction.
    Fraction {
        /// The least number.
        least: Option<f64>,
        /// The greatest number.
        most: Option<f64>,
    },
}

impl NumberRange {
    /// Whether a whole number is in the range.
    ///
    /// ```
    /// use webhook_model::property::number_range::NumberRange;
    ///
    /// let range = NumberRange::Whole { least: Some(1), most: None };
    /// assert!(range.contains_whole(1) && !range.contains_whole(0));
    /// ```
    #[must_use]
    pub const fn contains_whole(&self, number: i64) -> bool {
        match *self {
            Self::Whole { least, most } => {
                let after = match least {
                    Some(least) => number >= least,
                    None => true,
                };
                let before = match most {
                    Some(most) => number <= most,
                    None => true,
                };
                after && before
            }
            #[allow(clippy::cast_precision_loss)] // A property of whole numbers has no such range.
            Self::Fraction { .. } => self.contains_double(number as f64),
        }
    }

    /// Whether a double is in the range; NaN never is.
    ///
    /// ```
    /// use webhook_model::property::number_range::NumberRange;
    ///
    /// let range = NumberRange::Fraction { least: None, most: Some(0.5) };
    /// assert!(range.contains_double(0.5) && !range.contains_double(f64::NAN));
    /// ```
    #[must_use]
    pub const fn contains_double(&self, number: f64) -> bool {
        #[allow(clippy::cast_precision_loss)]
        // The nearest double is the end that a double can meet.
        let (least, most) = match *self {
            Self::Whole { least, most } => (
                match least {
                    Some(least) => Some(least as f64),
                    None => None,
                },
                match most {
                    Some(most) => Some(most as f64),
                    None => None,
                },
            ),
            Self::Fraction { least, most } => (least, most),
        };
        let after = match least {
            Some(least) => number >= least,
            None => true,
        };
        let before = match most {
            Some(most) => number <= most,
            None => true,
        };
        after && before && !number.is_nan()
    }

    /// Whether a decimal, written without an exponent, is in the range; every digit counts.
    pub(crate) fn contains_decimal(&self, number: &str) -> bool {
        let (least, most) = self.ends();
        let after = least.is_none_or(|least| compare(number, &least).is_ge());
        let before = most.is_none_or(|most| compare(number, &most).is_le());
        after && before
    }

    /// The ends as text, without exponents.
    pub(crate) fn ends(&self) -> (Option<String>, Option<String>) {
        match self {
            Self::Whole { least, most } => (
                least.map(|end| end.to_string()),
                most.map(|end| end.to_string()),
            ),
            Self::Fraction { least, most } => (
                least.map(|end| end.to_string()),
                most.map(|end| end.to_string()),
            ),
        }
    }
}

/// `from 1 to 100`, `at least 1` or `at most 100`.
impl fmt::Display for NumberRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ends() {
            (Some(least), Some(most)) => write!(f, "from {least} to {most}"),
            (Some(least), None) => write!(f, "at least {least}"),
            (None, Some(most)) => write!(f, "at most {most}"),
            (None, None) => f.write_str("any number"),
        }
    }
}

/// The order of two numbers that are written without an exponent.
fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (Digits::of(left), Digits::of(right));
    match (left.negative, right.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => left.compare(&right),
        (true, true) => right.compare(&left),
    }
}

/// A number without zeros that do not matter.
struct Digits<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
}

impl<'t> Digits<'t> {
    fn of(text: &'t str) -> Self {
        let digits = text.strip_prefix('-');
        let (whole, fraction) = digits
            .unwrap_or(text)
            .split_once('.')
            .unwrap_or((digits.unwrap_or(text), ""));
        let (whole, fraction) = (
            whole.trim_start_matches('0'),
            fraction.trim_end_matches('0'),
        );
        let zero = whole.is_empty() && fraction.is_empty();
        Self {
            negative: digits.is_some() && !zero,
            whole,
            fraction,
        }
    }

    /// The order of the two numbers without their signs.
    fn compare(&self, other: &Self) -> Ordering {
        let whole = self.whole.len().cmp(&other.whole.len());
        let whole = whole.then_with(|| self.whole.cmp(other.whole));
        whole.then_with(|| self.fraction.cmp(other.fraction))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_include_their_ends() {
        let range = NumberRange::Whole {
            least: Some(-1),
            most: Some(5),
        };
        let fraction = NumberRange::Fraction {
            least: Some(0.1),
            most: None,
        };
        assert!(range.contains_whole(-1) && range.contains_whole(5));
        assert!(!range.contains_whole(-2) && !range.contains_whole(6));
        assert!(range.contains_double(5.0) && !range.contains_double(5.1));
        assert!(fraction.contains_double(0.1) && fraction.contains_whole(1));
        assert!(!fraction.contains_double(f64::NAN) && fraction.contains_double(f64::INFINITY));
    }

    #[test]
    fn every_digit_of_a_decimal_counts() {
        let range = NumberRange::Fraction {
            least: Some(0.1),
            most: Some(100.0),
        };
        for (number, inside) in [
            ("0.1", true),
            ("0.10", true),
            ("0.0999999999999999999999999", false),
            ("100", true),
            ("100.0000000000000000000000001", false),
            ("-0.1", false),
            ("99.9999999999999999999999999", true),
        ] {
            assert_eq!(range.contains_decimal(number), inside, "{number}");
        }
        assert_eq!(compare("-0.0", "0"), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn whole_numbers_compare_as_their_text(left: i64, right: i64) {
            prop_assert_eq!(compare(&left.to_string(), &right.to_string()), left.cmp(&right));
        }

        #[test]
        fn doubles_compare_as_their_text(left in -1e6..1e6, right in -1e6..1e6) {
            let (left, right): (f64, f64) = (left, right);
            prop_assert_eq!(Some(compare(&left.to_string(), &right.to_string())), left.partial_cmp(&right));
        }
    }
}
