//! The grammar of `#[netserver(..)]`: every key once, with where it may occur, how its value
//! looks and what it means. Parser, did-you-mean and the documentation read this table.

// The path is for `fuzz/derive`, which includes this file.
#[path = "keys/habits.rs"]
mod habits;

use self::habits::{ELSEWHERE, HABITS};

/// The item of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// On the struct.
    Struct,
    /// On a field of the struct.
    Field,
    /// On a tuple struct of one property type.
    Newtype,
    /// On the enum.
    Enum,
    /// On a variant of the enum.
    Variant,
    /// On the enum of a polymorphic family.
    Family,
    /// On a variant of a polymorphic family.
    Member,
}

impl Place {
    /// How a message says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Struct => "an entity",
            Self::Field => "a field of an entity",
            Self::Newtype => "a newtype",
            Self::Enum => "an enum",
            Self::Variant => "a variant of an enum",
            Self::Family => "a polymorphic family",
            Self::Member => "a variant of a polymorphic family",
        }
    }
}

/// How a key's value looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `key`
    Word,
    /// `key = "text"`
    Text,
    /// `key = 1`
    Number,
    /// `key = 1..=100`
    Range,
    /// `key = path::to::item`
    Path,
    /// `key = Type`
    Type,
    /// `key = name`, one of the names given
    OneOf(&'static [&'static str]),
    /// `key(name, name)`, names among those given
    Some(&'static [&'static str]),
    /// `key(field, field)`, names of fields
    Fields,
    /// `key = value` of the field's type
    Value,
}

impl Form {
    /// Whether the value can be text in quotes.
    const fn takes_text(self) -> bool {
        matches!(self, Self::Text | Self::Path | Self::OneOf(_) | Self::Value)
    }
}

/// One key of the grammar.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) form: Form,
    /// How it is written, for messages and for the reference.
    pub(crate) example: &'static str,
    /// What it means, one sentence, for the reference.
    pub(crate) meaning: &'static str,
}

/// The operations that every agent names alike.
pub(crate) const OPERATIONS: &[&str] = &["create_default", "get", "save", "delete"];

/// How a date moves between time zones.
pub(crate) const DATE_CLASSES: &[&str] = &["utc", "diary", "plain", "date"];

/// How names on the wire are made of names in Rust.
pub(crate) const CASES: &[&str] = &[
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "lowercase",
    "UPPERCASE",
];

/// What a text is beyond being text.
pub(crate) const FORMATS: &[&str] = &["email", "https_url", "event_name"];

macro_rules! keys {
    ($($place:ident $name:literal $form:expr, $example:literal, $meaning:literal;)*) => {
        &[$(Key { name: $name, place: Place::$place, form: $form, example: $example, meaning: $meaning }),*]
    };
}

/// All keys.
pub(crate) const KEYS: &[Key] = keys! {
    Struct "agent" Form::Text, r#"agent = "Contact""#, "The agent that serves the entity. It gives the entity operations and their paths.";
    Struct "entity" Form::Text, r#"entity = "ContactEntity""#, "The name on the wire; the default is the name of the struct.";
    Struct "operations" Form::Some(OPERATIONS), "operations(create_default, get, save, delete)", "The operations that the agent has for the entity; the default is `create_default`.";
    Struct "query" Form::Text, r#"query = "projectId""#, "The query parameter of `get` and `delete`; the default is the entity's name in camel case and `Id`. With it the entity does not need a `key`, because the parameter may be the key of another entity.";
    Struct "operation" Form::Text, r#"operation = "GetNote""#, "The operation of the agent whose request body the struct is.";
    Struct "response" Form::Type, "response = Vec<String>", "The type of the response body; the default is `()`, which means none.";
    Struct "entry" Form::Text, r#"entry = "HeaderKeyValuePair""#, "The XML name of the entries of a response that is a dictionary, if it does not follow from the types.";
    Struct "slow_ms" Form::Number, "slow_ms = 5000", "The time in milliseconds after which the vendor calls the operation slow, or each of the entity's own operations. A client warns about slower calls, and its timeout is ten times as long, but at least 30 seconds.";
    Struct "carrier" Form::Word, "carrier", "The entity inherits `TableRight` and `FieldProperties`. It needs a field `carrier: Carrier`.";
    Struct "xml_namespace" Form::Text, r#"xml_namespace = "http://..""#, "The XML namespace of the entity instead of the contract's.";
    Struct "soap_order" Form::Fields, "soap_order(rank, name)", "The order of the fields in the SOAP contract if it is not the declared one. A field with `web_api_only` may be omitted.";
    Struct "soap_name" Form::Text, r#"soap_name = "Task""#, "The name in the SOAP contract if it is not `entity`.";
    Struct "rename_all" Form::OneOf(CASES), "rename_all = camelCase", "The case of wire names: `PascalCase` (the default), `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `\"kebab-case\"`, `lowercase` or `UPPERCASE`.";
    Struct "crate" Form::Path, "crate = my_crate::webhook_model", "The path of `webhook_model` if it is renamed or re-exported.";
    Field "rename" Form::Text, r#"rename = "URL""#, "The property's name on the wire; the default is the field's name in Pascal case.";
    Field "alias" Form::Text, r#"alias = "Url""#, "Another name that is decoded but not encoded. The key may be repeated.";
    Field "default" Form::Value, r#"default = ["contact.created"]"#, "The value in a new entity: text, a number, a boolean, a list, the variant of an enum without quotes, or an expression.";
    Field "key" Form::Word, "key", "The property is the entity's primary key, of type `i32`.";
    Field "date" Form::OneOf(DATE_CLASSES), "date = utc", "How time zones change the date: `utc`, `diary`, `plain` (the default) or `date`.";
    Field "secret" Form::Word, "secret", "The text is never shown in `Debug` output or messages. The type is `Secret`.";
    Field "max_length" Form::Number, "max_length = 239", "The maximum number of characters, counted as UTF-16 code units. Defaults are checked when compiling, values by `validate`; the schema contains it.";
    Field "format" Form::OneOf(FORMATS), "format = email", "The format of the text: `email`, `https_url` or `event_name`. Defaults are checked when compiling, values by `validate`; the schema contains it.";
    Field "range" Form::Range, "range = 1..=100", "The least and the greatest number, both included; one may be missing, as in `0..`. Defaults are checked when compiling, values by `validate`; the schema contains it.";
    Field "required" Form::Word, "required", "`validate` refuses `null`, an empty value, and text that is only white space; the schema contains it.";
    Field "translate" Form::Word, "translate", "The text is translated for each request: language blocks, resource references and embedded values.";
    Field "deprecated" Form::Word, "deprecated", "The property is deprecated in the schema. `#[deprecated]` also deprecates the field in Rust.";
    Field "entry" Form::Text, r#"entry = "FieldPropertyDictionaryKeyValuePair""#, "The XML name of a dictionary's entries if it does not follow from the types.";
    Field "base" Form::Word, "base", "The field is the base entity: its properties belong to this entity, last in JSON and first in XML.";
    Field "null_as_default" Form::Word, "null_as_default", "`null` is decoded as the default value if the type does not allow `null`.";
    Field "web_api_only" Form::Word, "web_api_only", "The property does not exist in the SOAP contract and is not encoded there.";
    Field "skip" Form::Word, "skip", "The field is not a property. It is never decoded or encoded; a new entity has `Default::default()`.";
    Newtype "agent" Form::Text, r#"agent = "Person""#, "The agent of the operation.";
    Newtype "operation" Form::Text, r#"operation = "GetPersonList""#, "The operation of the agent whose request body the newtype is, such as a bare array.";
    Newtype "response" Form::Type, "response = Vec<Person>", "The type of the response body; the default is `()`, which means none.";
    Newtype "entry" Form::Text, r#"entry = "HeaderKeyValuePair""#, "The XML name of the entries of a response that is a dictionary, if it does not follow from the types.";
    Newtype "slow_ms" Form::Number, "slow_ms = 5000", "The time in milliseconds after which the vendor calls the operation slow. A client warns about slower calls, and its timeout is ten times as long, but at least 30 seconds.";
    Newtype "crate" Form::Path, "crate = my_crate::webhook_model", "The path of `webhook_model` if it is renamed or re-exported.";
    Enum "entity" Form::Text, r#"entity = "WebhookState""#, "The name on the wire; the default is the name of the Rust enum.";
    Enum "flags" Form::Word, "flags", "The variants are bits. Fields have the type `Flags<..>`.";
    Enum "rename_all" Form::OneOf(CASES), "rename_all = UPPERCASE", "The case of wire names, with the same words as for a struct; by default names are not changed.";
    Enum "crate" Form::Path, "crate = my_crate::webhook_model", "The path of `webhook_model` if it is renamed or re-exported.";
    Variant "rename" Form::Text, r#"rename = "webApp""#, "The variant's name on the wire; the default is its Rust name.";
    Variant "alias" Form::Text, r#"alias = "R""#, "Another name for the same number, which is decoded but not encoded.";
    Variant "default" Form::Word, "default", "The variant of a new entity; the default is the one with the number 0, or else the first.";
    Variant "web_api_only" Form::Word, "web_api_only", "The variant does not exist in the SOAP contract and is not encoded there.";
    Variant "other" Form::Word, "other", "The variant keeps a name or number from a newer server: `Other(UnknownVariant)`.";
    Family "tag" Form::Text, r#"tag = "FieldType""#, "The wire name of the property that distinguishes the members.";
    Family "entity" Form::Text, r#"entity = "FieldInfoBase""#, "The name of the base on the wire; the default is the name of the enum.";
    Family "crate" Form::Path, "crate = my_crate::webhook_model", "The path of `webhook_model` if it is renamed or re-exported.";
    Member "rename" Form::Text, r#"rename = "MdoList""#, "The value of the tag; the default is the variant's name.";
    Member "default" Form::Word, "default", "The member of a new value; the default is the one for unknown members, or else the first.";
    Member "other" Form::Word, "other", "The variant keeps an unknown member with all its properties: `Other(UnknownEntity)`.";
};

/// The keys that may occur at a place.
pub(crate) fn at(place: Place) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.place == place)
}

/// The key with a name, at a place.
pub(crate) fn find(place: Place, name: &str) -> Option<&'static Key> {
    at(place).find(|key| key.name == name)
}

/// The key that a name which is none was meant for; before text in quotes no key that takes none.
pub(crate) fn meant(place: Place, name: &str, before_text: bool) -> Option<&'static Key> {
    let mut habits = HABITS.iter().filter(|(habit, _)| *habit == name);
    let by_habit = habits.find_map(|(_, key)| find(place, key));
    by_habit.or_else(|| {
        // A key of another place is meant as what it is.
        let known = KEYS.iter().any(|key| key.name == name);
        let fits = at(place).filter(|key| !before_text || key.form.takes_text());
        let slip = closest(name, fits.map(|key| key.name)).filter(|_| !known);
        slip.and_then(|slip| find(place, slip))
    })
}

/// The message for an unknown key: where it belongs, which key was meant, or the available keys.
pub(crate) fn unknown(place: Place, name: &str, before_text: bool) -> String {
    let here = place.name();
    // #[netserver(rename = "ContactEntity")] struct Contact
    if let ("rename", Some(entity)) = (name, find(place, "entity")) {
        return format!(
            "`rename` belongs on {}; {here} is named by `{}`",
            Place::Field.name(),
            entity.example
        );
    }
    if let Some(key) = KEYS.iter().find(|key| key.name == name) {
        return format!("`{name}` belongs on {}, not on {here}", key.place.name());
    }
    if let Some((_, instead)) = ELSEWHERE
        .iter()
        .find(|(names, _)| names.contains(&name))
        .filter(|_| meant(place, name, before_text).is_none())
    {
        return format!("unknown key `{name}`; {instead}");
    }
    match meant(place, name, before_text) {
        Some(meant) => format!("unknown key `{name}`; did you mean `{}`?", meant.name),
        None => format!(
            "unknown key `{name}`; {here} has {}",
            listed(at(place).map(|key| key.name))
        ),
    }
}

/// What to say where no key is.
pub(crate) fn expected(place: Place) -> String {
    format!(
        "expected a key; {} has {}",
        place.name(),
        listed(at(place).map(|key| key.name))
    )
}

/// The candidate closest to a name; `None` if no candidate is close enough.
pub(crate) fn closest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let name = name.to_lowercase();
    candidates
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&name, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| distance * 3 <= candidate.len().max(name.len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Names in backticks: `a`, `b` and `c`.
pub(crate) fn listed<'c>(names: impl Iterator<Item = &'c str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
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
    fn a_slip_a_misplaced_key_and_a_stranger_are_told_apart() {
        assert_eq!(
            unknown(Place::Struct, "agnet", true),
            "unknown key `agnet`; did you mean `agent`?"
        );
        assert_eq!(
            unknown(Place::Struct, "rename", true),
            "`rename` belongs on a field of an entity; an entity is named by `entity = \"ContactEntity\"`"
        );
        assert_eq!(
            unknown(Place::Field, "agent", true),
            "`agent` belongs on an entity, not on a field of an entity"
        );
        assert_eq!(
            unknown(Place::Field, "primary_key", false),
            "unknown key `primary_key`; did you mean `key`?"
        );
        assert!(
            unknown(Place::Enum, "colour", true)
                .ends_with("an enum has `entity`, `flags`, `rename_all` and `crate`")
        );
    }

    #[test]
    fn a_slip_before_text_is_a_key_that_takes_text() {
        let closest = |before_text| meant(Place::Field, "ranme", before_text).map(|key| key.name);
        assert_eq!([true, false].map(closest), [Some("rename"), Some("range")]);
    }

    #[test]
    fn the_parser_reads_every_example() {
        for key in KEYS {
            let example: proc_macro2::TokenStream = key.example.parse().unwrap();
            let attribute: syn::Attribute = syn::parse_quote!(#[netserver(#example)]);
            let mut diagnostics = crate::diagnostics::Diagnostics::new();
            let read =
                crate::attributes::Attributes::parse(&[attribute], key.place, &mut diagnostics);
            assert!(diagnostics.finish().is_ok(), "{}", key.example);
            assert!(read.span(key.name).is_some(), "{}", key.example);
        }
    }

    #[test]
    fn every_key_is_there_once_and_its_example_begins_with_it() {
        for key in KEYS {
            assert_eq!(
                at(key.place).filter(|other| other.name == key.name).count(),
                1,
                "{}",
                key.name
            );
            assert!(key.example.starts_with(key.name), "{}", key.name);
            assert!(key.meaning.ends_with('.'), "{}", key.name);
        }
    }
}
