//! Suggestions for unknown names: of properties, entities and options.

/// The candidate closest to the name, ignoring ASCII case; `None` if no candidate is close enough.
///
/// At most a third of the longer name may differ. Names of over 64 bytes get no suggestion: the cost is
/// the product of both lengths, and the names are external input.
///
/// ```
/// use webhook_model::suggest::closest;
///
/// let names = ["Active", "Stopped"];
/// assert_eq!(closest("activ", names.into_iter()), Some("Active"));
/// assert_eq!(closest("Paused", names.into_iter()), None);
/// ```
#[must_use]
pub fn closest<'c>(name: &str, mut candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    closest_of(name, &mut candidates)
}

fn closest_of<'c>(name: &str, candidates: &mut dyn Iterator<Item = &'c str>) -> Option<&'c str> {
    if name.len() > 64 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let mut closest = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&name, &candidate.to_ascii_lowercase());
        if distance * 3 <= candidate.len().max(name.len())
            && closest.is_none_or(|(least, _)| distance < least)
        {
            closest = Some((distance, candidate));
        }
    }
    closest.map(|(_, candidate)| candidate)
}

/// At most eight names, each in backticks.
pub(crate) fn listed<'c>(names: impl Iterator<Item = &'c str>) -> String {
    let mut text = String::new();
    for (index, name) in names.enumerate() {
        if index == 8 {
            text.push_str(", \u{2026}");
            break;
        }
        if index > 0 {
            text.push_str(", ");
        }
        text.push('`');
        text.push_str(name);
        text.push('`');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_found_and_other_names_are_not() {
        let names = ["Unknown", "Active", "Stopped", "TooManyErrors"];
        assert_eq!(closest("Activ", names.into_iter()), Some("Active"));
        assert_eq!(closest("stoped", names.into_iter()), Some("Stopped"));
        assert_eq!(closest("Paused", names.into_iter()), None);
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(listed(["a", "b"].into_iter()), "`a`, `b`");
        assert!(listed(["x"; 9].into_iter()).ends_with(", \u{2026}"));
    }
}
