//! Decimal numbers as text: their digits, without rounding.

use std::cmp::Ordering;

/// A parsed number: its significant digits, and the power of ten that they are multiplied by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Digits {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    significant: String,
    exponent: i64,
}

/// Why a number is not an int64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotWhole {
    /// It has a fraction.
    Fraction,
    /// It is whole, but too large or too small.
    OutOfRange,
}

/// The limit for exponents: larger ones do not fit in any type.
const FAR: i64 = 1 << 40;
/// The fraction digits of .NET's decimal.
const MAX_SCALE: i64 = 28;
/// The digits of .NET's decimal.
const MAX_DIGITS: usize = 29;

impl Digits {
    /// Parses a number: an optional sign, digits with an optional point, and an optional exponent.
    /// `None` for any other text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (number, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let digits = format!("{whole}{fraction}");
        let kept = digits.trim_end_matches('0');
        let zeros = length(&digits) - length(kept);
        Some(Self {
            negative: text.starts_with('-'),
            significant: kept.trim_start_matches('0').to_owned(),
            exponent: exponent - length(fraction) + zeros,
        })
    }

    /// The order of two numbers by their values.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        // The sign, and how many digits are before the point.
        let size = |it: &Self| {
            let places = length(&it.significant) + it.exponent;
            match (it.significant.is_empty(), it.negative) {
                (true, _) => (0, 0),
                (false, false) => (1, places),
                (false, true) => (-1, -places),
            }
        };
        size(self).cmp(&size(other)).then_with(|| {
            let digits = self.significant.cmp(&other.significant);
            if self.negative {
                digits.reverse()
            } else {
                digits
            }
        })
    }

    /// The number as an int64.
    pub(crate) fn whole(&self) -> Result<i64, NotWhole> {
        if self.significant.is_empty() {
            return Ok(0);
        }
        if self.exponent < 0 {
            return Err(NotWhole::Fraction);
        }
        let zeros = u32::try_from(self.exponent).unwrap_or(u32::MAX);
        let magnitude = (self.significant.parse().ok())
            .zip(10_i128.checked_pow(zeros))
            .and_then(|(digits, power): (i128, i128)| digits.checked_mul(power));
        magnitude
            .map(|number| if self.negative { -number } else { number })
            .and_then(|number| i64::try_from(number).ok())
            .ok_or(NotWhole::OutOfRange)
    }

    /// The digits without an exponent and without superfluous zeros, such as `-0.25`; `None` if there
    /// are more digits than .NET's decimal has.
    pub(crate) fn plain(&self) -> Option<String> {
        if self.significant.is_empty() {
            return Some("0".to_owned());
        }
        let zeros = usize::try_from(self.exponent).unwrap_or_default();
        if self.exponent < -MAX_SCALE || self.significant.len().checked_add(zeros)? > MAX_DIGITS {
            return None;
        }
        let mut digits = self.significant.clone();
        digits.extend(std::iter::repeat_n('0', zeros));
        if let Ok(places) = usize::try_from(-self.exponent)
            && places > 0
        {
            // At least one digit is before the point.
            digits = format!("{digits:0>width$}", width = places + 1);
            digits.insert(digits.len() - places, '.');
        }
        if self.negative {
            digits.insert(0, '-');
        }
        Some(digits)
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(FAR)
}

/// The digits of an exponent, with or without a sign.
fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() {
        return None;
    }
    let magnitude = digits.bytes().try_fold(0_i64, |number, byte| {
        let digit = char::from(byte).to_digit(10)?;
        Some((number * 10 + i64::from(digit)).min(FAR))
    })?;
    Some(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_exact_and_others_have_a_reason() {
        let whole = |text| Digits::parse(text).map(|digits| digits.whole());
        for (text, expected) in [
            ("0", 0),
            ("-0.0e5", 0),
            ("0e999999999999999999999", 0),
            ("5.0", 5),
            ("1e3", 1000),
            ("1200e-2", 12),
            ("+7", 7),
            ("007", 7),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("9.0e18", 9_000_000_000_000_000_000),
            ("9223372036854775807.000", i64::MAX),
            ("-9.223372036854775808E18", i64::MIN),
        ] {
            assert_eq!(whole(text), Some(Ok(expected)), "{text}");
        }
        for text in ["0.5", "1e-1", "1e-999999999999999999999", "123.4e0"] {
            assert_eq!(whole(text), Some(Err(NotWhole::Fraction)), "{text}");
        }
        for text in [
            "1e20",
            "9223372036854775808",
            "-9223372036854775809.0",
            "1e400",
            "1e99999999999999999999",
            "123456789012345678901234567890123456789012345",
        ] {
            assert_eq!(whole(text), Some(Err(NotWhole::OutOfRange)), "{text}");
        }
    }

    #[test]
    fn plain_digits_have_no_exponent_and_no_superfluous_zeros() {
        for (text, expected) in [
            ("-0.0", Some("0")),
            ("10.50", Some("10.5")),
            ("1.5e2", Some("150")),
            ("-25E-2", Some("-0.25")),
            ("1e28", Some("10000000000000000000000000000")),
            ("1e-28", Some("0.0000000000000000000000000001")),
            ("0.10000000000000000000000000000000000000000", Some("0.1")),
            ("1e29", None),
            ("1e-29", None),
            ("1e999999999999999999999", None),
            ("123456789012345678901234567890", None),
        ] {
            let plain = Digits::parse(text).and_then(|digits| digits.plain());
            assert_eq!(plain.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn other_text_is_not_a_number() {
        for text in [
            "", "+", "-", ".", "e5", "1e", "1e+", "++7", "+-7", "1_000", "1,5", "0x1F", "1.2.3",
            " 1", "NaN", "1e5e5", "\u{661}",
        ] {
            assert_eq!(Digits::parse(text), None, "{text:?}");
        }
    }
}
