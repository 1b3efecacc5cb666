//! Suggestions for a name that is not a key: the key that was meant, or what to write instead.

use super::{Key, Place, Usage, at, find};

/// Names that other derives have for keys of this one.
const HABITS: &[(&str, Key)] = &[
    ("name", Key::Rename),
    ("name", Key::Entity),
    ("primary_key", Key::Primary),
    ("id", Key::Primary),
    ("flatten", Key::Base),
    ("inherits", Key::Base),
    ("skip_serializing", Key::Skip),
    ("skip_deserializing", Key::Skip),
    ("ignore", Key::Skip),
    ("maxlength", Key::MaxLength),
    ("maxlen", Key::MaxLength),
    ("max_len", Key::MaxLength),
    ("min", Key::Range),
    ("max", Key::Range),
    ("minimum", Key::Range),
    ("maximum", Key::Range),
    ("not_empty", Key::Required),
    ("mandatory", Key::Required),
    ("length", Key::MaxLength),
    ("len", Key::MaxLength),
    ("size", Key::MaxLength),
    ("column", Key::Rename),
    ("field", Key::Rename),
    ("wire_name", Key::Rename),
    ("primary", Key::Primary),
    ("pk", Key::Primary),
    ("sensitive", Key::Secret),
    ("password", Key::Secret),
    ("default_value", Key::Default),
    ("extends", Key::Base),
    ("parent", Key::Base),
    ("aliases", Key::Alias),
    ("synonym", Key::Alias),
    ("transient", Key::Skip),
    ("obsolete", Key::Deprecated),
    ("localize", Key::Translate),
    ("case", Key::RenameAll),
    ("rename_fields", Key::RenameAll),
    ("endpoints", Key::Operations),
    ("methods", Key::Operations),
    ("service", Key::Agent),
    ("returns", Key::Response),
    ("output", Key::Response),
    ("catch_all", Key::Other),
    ("namespace", Key::XmlNamespace),
    ("bitflags", Key::Flags),
    ("unknown", Key::Other),
    ("fallback", Key::Other),
    ("discriminator", Key::Tag),
];

/// Keys of other derives that this one does not have, and what to write instead.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (
        &["nullable", "optional", "nullable_value", "null"],
        "a property that can be null has the type `Option<..>`",
    ),
    (
        &["not_null", "non_null", "notnull"],
        "a property that cannot be null has its type without `Option`",
    ),
    (
        &[
            "skip_serializing_if",
            "skip_if",
            "skip_none",
            "omit_empty",
            "omitempty",
        ],
        "every property is encoded, and without a value as `null`; remove the key",
    ),
    (
        &[
            "with",
            "deserialize_with",
            "from",
            "try_from",
            "into",
            "remote",
        ],
        "implement `PropertyType` for a type of your own, or write a newtype; remove the key",
    ),
    (
        &["deny_unknown_fields"],
        "unknown members are ignored as NetServer does; remove the key",
    ),
    (
        &["untagged", "content", "transparent"],
        "a family is told apart by a property, `tag = \"FieldType\"`, and a newtype is a tuple struct; remove the key",
    ),
    (
        &["type", "ty", "value_type", "sql_type"],
        "the field has a type already; remove the key",
    ),
    (
        &["doc", "description", "title", "about", "help"],
        "a doc comment `/// ..` is the description; remove the key",
    ),
    (
        &["path", "url", "route"],
        "paths follow from `agent` and `operations(..)` or `operation = \"Name\"`; remove the key",
    ),
    (
        &["get", "save", "create_default", "delete"],
        "operations of an agent are named in `operations(..)`",
    ),
    (
        &["value", "number", "id", "discriminant"],
        "write the number of a variant after its name: `Name = 1`",
    ),
];

/// What follows a misspelt key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// `= "text"`
    Text,
    Other,
}

/// The key that an unknown name was meant for. Before text it is a key that takes text.
pub(crate) fn meant(place: Place, name: &str, next: Next) -> Option<&'static Usage> {
    let mut habits = HABITS.iter().filter(|(habit, _)| *habit == name);
    let by_habit = habits.find_map(|(_, key)| find(place, *key));
    by_habit.or_else(|| {
        // A key of another place is not misspelt.
        if Key::named(name).is_some() {
            return None;
        }
        let fits = at(place).filter(|usage| next == Next::Other || usage.form.takes_text());
        let closest = closest(name, fits.map(|usage| usage.key.name()))?;
        find(place, Key::named(closest)?)
    })
}

/// The message for an unknown key: where it belongs, which key was meant, or the available keys.
pub(crate) fn unknown(place: Place, name: &str, next: Next) -> String {
    let here = place.noun();
    if let Some(key) = Key::named(name) {
        // #[netserver(rename = "ContactEntity")] struct Contact
        if let (Key::Rename, Some(entity)) = (key, find(place, Key::Entity)) {
            return format!(
                "`{key}` belongs on {}; {here} is named by `{}`",
                Place::Field.noun(),
                entity.example
            );
        }
        let mut places = Place::ALL.iter();
        if let Some(other) = places.find(|place| find(**place, key).is_some()) {
            return format!("`{key}` belongs on {}, not on {here}", other.noun());
        }
    }
    if let Some(meant) = meant(place, name, next) {
        return format!("unknown key `{name}`; did you mean `{}`?", meant.key);
    }
    match ELSEWHERE.iter().find(|(names, _)| names.contains(&name)) {
        Some((_, instead)) => format!("unknown key `{name}`; {instead}"),
        None => format!("unknown key `{name}`; {}", available(place)),
    }
}

/// The message for tokens that are not a key.
pub(crate) fn expected(place: Place) -> String {
    format!("expected a key; {}", available(place))
}

fn available(place: Place) -> String {
    let keys = listed(at(place).map(|usage| usage.key.name()));
    format!("{} has {keys}", place.noun())
}

/// The candidate closest to a name; `None` if no candidate is close enough.
pub(crate) fn closest<'c>(
    name: &str,
    mut candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    closest_of(name, &mut candidates)
}

fn closest_of<'c>(name: &str, candidates: &mut dyn Iterator<Item = &'c str>) -> Option<&'c str> {
    let name = name.to_lowercase();
    let mut closest = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&name, &candidate.to_lowercase());
        if distance * 3 <= candidate.len().max(name.len())
            && closest.is_none_or(|(least, _)| distance < least)
        {
            closest = Some((distance, candidate));
        }
    }
    closest.map(|(_, candidate)| candidate)
}

/// Names in backticks: `a`, `b` and `c`.
pub(crate) fn listed<'c>(names: impl Iterator<Item = &'c str>) -> String {
    let names: Vec<&str> = names.collect();
    in_backticks(&names)
}

fn in_backticks(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_misplaced_and_unknown_keys_have_different_messages() {
        assert_eq!(
            unknown(Place::Struct, "agnet", Next::Text),
            "unknown key `agnet`; did you mean `agent`?"
        );
        assert_eq!(
            unknown(Place::Struct, "rename", Next::Text),
            "`rename` belongs on a field of an entity; an entity is named by `entity = \"ContactEntity\"`"
        );
        assert_eq!(
            unknown(Place::Field, "agent", Next::Text),
            "`agent` belongs on an entity, not on a field of an entity"
        );
        assert_eq!(
            unknown(Place::Field, "primary_key", Next::Other),
            "unknown key `primary_key`; did you mean `key`?"
        );
        assert!(
            unknown(Place::Enum, "colour", Next::Text)
                .ends_with("an enum has `entity`, `flags`, `rename_all` and `crate`")
        );
    }

    #[test]
    fn a_slip_before_text_is_a_key_that_takes_text() {
        let meant = |next| meant(Place::Field, "ranme", next).map(|usage| usage.key);
        assert_eq!(
            [Next::Text, Next::Other].map(meant),
            [Some(Key::Rename), Some(Key::Range)]
        );
    }
}
