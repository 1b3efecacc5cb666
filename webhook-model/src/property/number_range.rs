//! The range of a number property.

use std::cmp::Ordering;
use std::fmt;

use super::digits::Digits;

/// The least and the greatest allowed number, both inclusive; one of them may be missing.
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
pub struct NumberRange {
    /// The least number.
    pub least: Option<Bound>,
    /// The greatest number.
    pub most: Option<Bound>,
}

/// An end of a [`NumberRange`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Bound {
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Fraction(f64),
}

impl Bound {
    /// Whether this end is at most a whole number.
    const fn is_at_most_whole(self, number: i64) -> bool {
        match self {
            Self::Whole(end) => end <= number,
            #[allow(clippy::cast_precision_loss)] // A property of whole numbers has no such end.
            Self::Fraction(end) => end <= number as f64,
        }
    }

    /// Whether this end is at least a whole number.
    const fn is_at_least_whole(self, number: i64) -> bool {
        match self {
            Self::Whole(end) => end >= number,
            #[allow(clippy::cast_precision_loss)] // A property of whole numbers has no such end.
            Self::Fraction(end) => end >= number as f64,
        }
    }

    #[allow(clippy::cast_precision_loss)] // The nearest double is the end that a double can meet.
    const fn to_double(self) -> f64 {
        match self {
            Self::Whole(end) => end as f64,
            Self::Fraction(end) => end,
        }
    }
}

/// Without an exponent.
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Fraction(number) => number.fmt(f),
        }
    }
}

impl NumberRange {
    /// Whether a whole number is in the range.
    ///
    /// ```
    /// use webhook_model::NetServerEntity;
    ///
    /// #[derive(NetServerEntity)]
    /// struct Sale {
    ///     #[netserver(range = 1..)]
    ///     rank: i32,
    /// }
    /// let range = Sale::ENTITY.properties[0].range.unwrap();
    /// assert!(range.contains_whole(1) && !range.contains_whole(0));
    /// ```
    #[must_use]
    pub const fn contains_whole(&self, number: i64) -> bool {
        let after = match self.least {
            Some(least) => least.is_at_most_whole(number),
            None => true,
        };
        let before = match self.most {
            Some(most) => most.is_at_least_whole(number),
            None => true,
        };
        after && before
    }

    /// Whether a double is in the range; NaN never is.
    ///
    /// ```
    /// use webhook_model::NetServerEntity;
    ///
    /// #[derive(NetServerEntity)]
    /// struct Sale {
    ///     #[netserver(range = ..=0.5)]
    ///     discount: f64,
    /// }
    /// let range = Sale::ENTITY.properties[0].range.unwrap();
    /// assert!(range.contains_double(0.5) && !range.contains_double(f64::NAN));
    /// ```
    #[must_use]
    pub const fn contains_double(&self, number: f64) -> bool {
        let after = match self.least {
            Some(least) => least.to_double() <= number,
            None => true,
        };
        let before = match self.most {
            Some(most) => number <= most.to_double(),
            None => true,
        };
        after && before && !number.is_nan()
    }

    /// Whether a decimal, written without an exponent, is in the range; every digit counts.
    pub(crate) fn contains_decimal(&self, number: &str) -> bool {
        let end = |end: Option<Bound>| end.map(|end| end.to_string());
        let (least, most) = (end(self.least), end(self.most));
        let after = least.is_none_or(|least| compare(number, &least).is_ge());
        let before = most.is_none_or(|most| compare(number, &most).is_le());
        after && before
    }
}

/// `from 1 to 100`, `at least 1` or `at most 100`.
impl fmt::Display for NumberRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (Some(least), Some(most)) => write!(f, "from {least} to {most}"),
            (Some(least), None) => write!(f, "at least {least}"),
            (None, Some(most)) => write!(f, "at most {most}"),
            (None, None) => f.write_str("any number"),
        }
    }
}

/// The order of two numbers as text; texts that are not numbers are equal to any.
fn compare(left: &str, right: &str) -> Ordering {
    let numbers = Digits::parse(left).zip(Digits::parse(right));
    numbers.map_or(Ordering::Equal, |(left, right)| left.compare(&right))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_include_their_ends() {
        let range = NumberRange {
            least: Some(Bound::Whole(-1)),
            most: Some(Bound::Whole(5)),
        };
        let fraction = NumberRange {
            least: Some(Bound::Fraction(0.1)),
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
        let range = NumberRange {
            least: Some(Bound::Fraction(0.1)),
            most: Some(Bound::Whole(100)),
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
