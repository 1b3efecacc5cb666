//! JSON with ordered members, which `serde_json::Value` does not keep.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// A JSON value whose members are in the order of the text.
///
/// ```
/// use netserver_tests::ordered::Ordered;
///
/// let value: Ordered = serde_json::from_str(r#"{"b": 1, "a": [true]}"#)?;
/// let names: Vec<_> = value.members().iter().map(|(name, _)| name.as_str()).collect();
/// assert_eq!(names, ["b", "a"]);
/// assert_eq!(value.get("b").to_string(), "1");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Ordered {
    /// An object.
    Object(Vec<(String, Ordered)>),
    /// An array.
    Array(Vec<Ordered>),
    /// Any other value.
    Simple(Value),
}

/// The value of a missing member.
static NULL: Ordered = Ordered::Simple(Value::Null);

impl Ordered {
    /// The members of an object; empty for other values.
    #[must_use]
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// A member; null if it is missing.
    #[must_use]
    pub fn get(&self, name: &str) -> &Self {
        self.members()
            .iter()
            .find_map(|(member, value)| (member == name).then_some(value))
            .unwrap_or(&NULL)
    }

    /// The items of an array; empty for other values.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string; empty for other values.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Simple(Value::String(text)) => text,
            _ => "",
        }
    }

    /// Whether it is null or missing.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == NULL
    }
}

impl fmt::Display for Ordered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Simple(value) => value.fmt(f),
            Self::Array(items) => {
                let items: Vec<String> = items.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(","))
            }
            Self::Object(members) => {
                let members: Vec<String> = members
                    .iter()
                    .map(|(name, value)| format!("{name:?}:{value}"))
                    .collect();
                write!(f, "{{{}}}", members.join(","))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Ordered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Ordered::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Ordered, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Ordered::Array(items))
    }

    fn visit_unit<E: Error>(self) -> Result<Ordered, E> {
        Ok(Ordered::Simple(Value::Null))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Ordered, E> {
        Ok(Ordered::Simple(flag.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Ordered, E> {
        Ok(Ordered::Simple(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Ordered, E> {
        Ok(Ordered::Simple(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Ordered, E> {
        Ok(Ordered::Simple(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Ordered, E> {
        Ok(Ordered::Simple(text.into()))
    }
}
