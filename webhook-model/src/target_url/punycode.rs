//! Checks labels in Punycode (RFC 3492 section 6.2).

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// Whether the text after `xn--`, in lower case, decodes to a label that requires Punycode and is
/// allowed in a name.
///
/// Some libraries read a label that decodes to plain ASCII, or to capitals, as another name. A full
/// check of letters would need large tables, and is not necessary here, since the decoded label is not
/// used. The label has at most 59 characters, so insertion is cheap.
pub(super) fn needs_encoding(encoded: &str) -> bool {
    let never = |c: char| c.is_control() || c.is_whitespace() || c.is_uppercase();
    decode(encoded).is_some_and(|label| !label.is_ascii() && !label.contains(never))
}

fn decode(encoded: &str) -> Option<String> {
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut code, mut index, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let before = index;
        let (mut weight, mut k) = (1_u32, BASE);
        loop {
            let digit = digit(digits.next()?)?;
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let count = u32::try_from(output.len()).ok()?.checked_add(1)?;
        bias = adapt(index - before, count, before == 0);
        code = code.checked_add(index / count)?;
        index %= count;
        output.insert(usize::try_from(index).ok()?, char::from_u32(code)?);
        index += 1;
    }
    Some(output.into_iter().collect())
}

const fn digit(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some((byte - b'a') as u32),
        b'0'..=b'9' => Some((byte - b'0') as u32 + 26),
        _ => None,
    }
}

/// RFC 3492 section 6.1.
const fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn samples_of_the_rfc_are_read() {
        // RFC 3492 section 7.1, (A), (I) in part, and (L), in lower case.
        assert_eq!(
            decode("egbpdaj6bu4bxfgehfvwxn").as_deref(),
            Some("ليهمابتكلموشعربي؟")
        );
        assert_eq!(
            decode("3b-ww4c5e180e575a65lsy2b").as_deref(),
            Some("3年b組金八先生")
        );
        assert_eq!(decode("bl-yia").as_deref(), Some("bål"));
    }

    #[test]
    fn labels_that_decode_to_nothing_or_to_ascii_are_refused() {
        // The last four: U+0080, a capital ring, a no-break space, and a truncated label.
        for label in [
            "",
            "localhost-",
            "-",
            "99999999",
            "bl-yi\u{e5}",
            "a",
            "8ba",
            "ab-1ca",
            "bl-y",
        ] {
            assert!(!needs_encoding(label), "{label:?}");
        }
    }

    proptest! {
        #[test]
        fn any_label_is_answered(label in "[a-z0-9-]{0,59}") {
            let _ = needs_encoding(&label);
        }
    }
}
