//! The weight of a preference (RFC 9110 section 12.4.2).

use std::fmt;

use super::syntax::Malformed;

/// The weight of a preference: from 0 (not acceptable) to 1 (preferred), in steps of a thousandth.
///
/// ```
/// use webhook_model::http::quality::Quality;
///
/// let half = Quality::parse(b"0.5").expect("a weight");
/// assert!(Quality::NONE < half && half < Quality::FULL);
/// assert_eq!(half.to_string(), "0.5");
/// assert_eq!(half.thousandths(), 500);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quality(u16);

impl Quality {
    /// 0: not acceptable.
    pub const NONE: Self = Self(0);
    /// 1: the default weight.
    pub const FULL: Self = Self(1000);

    /// Reads `0` or `1` with at most three digits after an optional point; 1 is the maximum.
    ///
    /// ```
    /// # use webhook_model::http::quality::Quality;
    /// assert_eq!(Quality::parse(b"1."), Ok(Quality::FULL));
    /// assert!(Quality::parse(b".5").is_err());
    /// assert!(Quality::parse(b"1.001").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Malformed`] for anything else.
    pub fn parse(text: &[u8]) -> Result<Self, Malformed> {
        Self::from_bytes(text.iter().copied()).ok_or(Malformed)
    }

    pub(crate) fn from_bytes(mut bytes: impl Iterator<Item = u8>) -> Option<Self> {
        let mut thousandths = match bytes.next()? {
            b'0' => 0,
            b'1' => 1000,
            _ => return None,
        };
        match bytes.next() {
            None => return Some(Self(thousandths)),
            Some(b'.') => {}
            Some(_) => return None,
        }
        for worth in [100, 10, 1] {
            match bytes.next() {
                None => break,
                Some(digit @ b'0'..=b'9') => thousandths += u16::from(digit - b'0') * worth,
                Some(_) => return None,
            }
        }
        (bytes.next().is_none() && thousandths <= 1000).then_some(Self(thousandths))
    }

    /// The weight in thousandths, 0 to 1000.
    ///
    /// ```
    /// # use webhook_model::http::quality::Quality;
    /// assert_eq!(Quality::FULL.thousandths(), 1000);
    /// ```
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// Whether the weight is more than 0.
    ///
    /// ```
    /// # use webhook_model::http::quality::Quality;
    /// assert!(!Quality::NONE.is_acceptable());
    /// ```
    #[must_use]
    pub const fn is_acceptable(self) -> bool {
        self.0 > 0
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 1000, self.0 % 1000);
        if fraction == 0 {
            return write!(f, "{whole}");
        }
        let digits = format!("{fraction:03}");
        write!(f, "{whole}.{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_and_its_edges() {
        for (text, thousandths) in [
            ("0", 0),
            ("0.", 0),
            ("0.000", 0),
            ("0.001", 1),
            ("0.5", 500),
            ("0.50", 500),
            ("0.999", 999),
            ("1", 1000),
            ("1.", 1000),
            ("1.000", 1000),
        ] {
            assert_eq!(
                Quality::parse(text.as_bytes()),
                Ok(Quality(thousandths)),
                "{text}"
            );
        }
        for text in [
            "", ".", ".5", "00.5", "1.001", "1.1", "2", "-1", "-0", "+1", "0.0001", "1.0000",
            "abc", "1e-1", "0,5", " 1", "1 ", "0.5x", "01",
        ] {
            assert_eq!(Quality::parse(text.as_bytes()), Err(Malformed), "{text}");
        }
    }

    #[test]
    fn displayed_weights_are_read_back() {
        for thousandths in 0..=1000 {
            let quality = Quality(thousandths);
            assert_eq!(Quality::parse(quality.to_string().as_bytes()), Ok(quality));
        }
    }
}
