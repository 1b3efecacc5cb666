//! Doubles as text: the shortest text that reads back as the same double, without a fraction of zero.

use serde_json::Number;

use crate::output::Output;

/// Writes a finite double: `0`, `2.5`, `1e+300`. Recorded servers write `0`, not `0.0`.
pub(crate) fn write_finite(number: f64, out: &mut Output<'_>) {
    finite(number, |text| out.extend_from_slice(text.as_bytes()));
}

/// Calls `to` with the text of a finite double.
pub(crate) fn finite<T>(number: f64, to: impl FnOnce(&str) -> T) -> T {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(number);
    to(text.strip_suffix(".0").unwrap_or(text))
}

/// The text of a number that JSON cannot express, as written by .NET's serializers.
pub(crate) fn not_finite(number: f64) -> &'static str {
    match number {
        number if number.is_nan() => "NaN",
        number if number > 0.0 => "Infinity",
        _ => "-Infinity",
    }
}

/// The whole number equal to a double, if doubles hold it exactly. Not for -0, whose sign a whole
/// number does not have.
#[allow(clippy::cast_possible_truncation)] // Checked: no fraction, and at most 2^53.
pub(crate) fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let exact = number.fract() == 0.0 && number.abs() <= EXACT;
    (exact && !(number == 0.0 && number.is_sign_negative())).then_some(number as i64)
}

/// The number of digits without superfluous zeros, if a tree holds it exactly.
pub(crate) fn exact_number(plain: &str) -> Option<Number> {
    if let Ok(whole) = plain.parse::<i64>() {
        return Some(whole.into());
    }
    let double = plain.parse().ok()?;
    finite(double, |shortest| shortest == plain)
        .then(|| Number::from_f64(double))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_text_without_an_empty_fraction() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (14_231.493_999_999_999, "14231.493999999999"),
            (1e300, "1e+300"),
        ] {
            finite(number, |found| assert_eq!(found, text));
        }
    }

    #[test]
    fn whole_doubles_are_exact() {
        assert_eq!(whole(3.0), Some(3));
        assert_eq!(
            whole(-9_007_199_254_740_992.0),
            Some(-9_007_199_254_740_992)
        );
        for number in [0.5, -0.0, 1e17, f64::NAN, f64::INFINITY] {
            assert_eq!(whole(number), None, "{number}");
        }
    }
}
