//! JSON whose members keep their order: the order of the properties in a schema is meaningful, and
//! `serde_json::Value` sorts them.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value with ordered members.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Bool(bool),
    Int(i64),
    Text(Cow<'static, str>),
    List(Vec<Node>),
    Object(Object),
    /// An existing JSON value, such as a default.
    Json(serde_json::Value),
}

/// An object: members in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub(super) struct Object(Vec<(Cow<'static, str>, Node)>);

impl Object {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// The object with one more member at its end.
    pub(super) fn with(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Node>,
    ) -> Self {
        self.add(name, value);
        self
    }

    /// Adds a member at the end.
    pub(super) fn add(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Node>) {
        self.0.push((name.into(), value.into()));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn member(&self, name: &str) -> Option<&Node> {
        self.0
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    pub(super) fn member_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.0
            .iter_mut()
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    /// Replaces the value of a member, or adds the member.
    pub(super) fn replace(&mut self, name: &'static str, value: impl Into<Node>) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, place)) => *place = value.into(),
            None => self.add(name, value),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }
}

impl From<bool> for Node {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Node {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<serde_json::Value> for Node {
    fn from(value: serde_json::Value) -> Self {
        Self::Json(value)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(object) => object.serialize(serializer),
            Self::Json(value) => value.serialize(serializer),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order() {
        let object = Object::new()
            .with("b", 1_i64)
            .with("a", vec!["x", "y"])
            .with("c", Object::new().with("z", true));
        assert_eq!(
            serde_json::to_string(&object).unwrap(),
            r#"{"b":1,"a":["x","y"],"c":{"z":true}}"#
        );
    }
}
