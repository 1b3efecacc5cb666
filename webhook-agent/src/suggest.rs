//! Did-you-mean for names that come from outside.

/// The candidate most like the name, without regard to case; a stranger gets none.
///
/// Longer names than any candidate are not compared: the distance costs the product of both
/// lengths.
pub(crate) fn closest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    if name.len() > 64 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    candidates
        .map(|known| {
            let distance = strsim::damerau_levenshtein(&name, &known.to_ascii_lowercase());
            (distance, known)
        })
        .filter(|(distance, known)| distance * 3 <= known.len().max(name.len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let names = ["Webhook", "Associate"];
        assert_eq!(closest("webhok", names.into_iter()), Some("Webhook"));
        assert_eq!(closest("Contact", names.into_iter()), None);
        assert_eq!(closest(&"Webhook".repeat(100), names.into_iter()), None);
    }
}
