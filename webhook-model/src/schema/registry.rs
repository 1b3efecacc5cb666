//! The definitions of a document: each has its own name and is contained once.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::entity::Entity;
use crate::property::Type;
use crate::property::enumeration::Enumeration;
use crate::property::family::Family;

/// An item that a document can define.
pub(super) trait Definition: Clone {
    /// The preferred name of the definition.
    fn name(&self) -> Cow<'static, str>;

    /// Whether two definitions of one name are equal.
    ///
    /// Addresses do not tell: a description is a constant, and may occur in memory more than once.
    fn is_same(&self, other: &Self) -> bool;
}

/// Definitions in the order of the first reference.
#[derive(Debug)]
pub(super) struct Registry<D> {
    items: Vec<(String, D)>,
    by_name: HashMap<Cow<'static, str>, Vec<usize>>,
}

impl<D: Definition> Registry<D> {
    pub(super) fn new() -> Self {
        Self {
            items: Vec::new(),
            by_name: HashMap::new(),
        }
    }

    /// The name of a definition, which is added if it is new.
    ///
    /// If the name is taken, the definition gets a number after it: two agents may have an entity of
    /// the same name, and both must be kept.
    pub(super) fn name_of(&mut self, definition: &D) -> String {
        let name = definition.name();
        let known = self.by_name.get(&name).into_iter().flatten();
        for (unique, other) in known.filter_map(|&index| self.items.get(index)) {
            if definition.is_same(other) {
                return unique.clone();
            }
        }
        let unique = self.free_name(&name);
        let index = self.items.len();
        self.items.push((unique.clone(), definition.clone()));
        self.by_name.entry(name.clone()).or_default().push(index);
        if unique != name {
            // The name is now taken, and its own definition is not equal to any other.
            self.by_name.entry(unique.clone().into()).or_default();
        }
        unique
    }

    fn free_name(&self, name: &str) -> String {
        if !self.by_name.contains_key(name) {
            return name.to_owned();
        }
        // As many attempts as there are names are enough.
        (2..=self.by_name.len() + 2)
            .map(|number| format!("{name}{number}"))
            .find(|name| !self.by_name.contains_key(name.as_str()))
            .unwrap_or_else(|| name.to_owned())
    }

    /// A definition and its name, by position.
    pub(super) fn get(&self, index: usize) -> Option<(String, D)> {
        self.items.get(index).cloned()
    }
}

/// Whether two entities of one name are equal, by all their properties.
pub(super) fn same_entity(left: &Entity, right: &Entity) -> bool {
    std::ptr::eq(left, right)
        || left.agent == right.agent
            && left.base == right.base
            && left.properties.len() == right.properties.len()
            && left
                .properties
                .iter()
                .zip(right.properties)
                .all(|(left, right)| left.name() == right.name() && same_type(left.ty, right.ty))
}

/// Whether two types are equal; entities and enums inside are compared by name, so that the comparison
/// ends.
pub(super) fn same_type(left: Type, right: Type) -> bool {
    match (left, right) {
        (Type::Nullable(left), Type::Nullable(right)) | (Type::List(left), Type::List(right)) => {
            same_type(*left, *right)
        }
        (Type::Dictionary(left_key, left), Type::Dictionary(right_key, right)) => {
            left_key == right_key && same_type(*left, *right)
        }
        (Type::Entity(left), Type::Entity(right)) => left().name == right().name,
        (Type::Family(left), Type::Family(right)) => left().name == right().name,
        (Type::Enum(left), Type::Enum(right)) | (Type::Flags(left), Type::Flags(right)) => {
            left.name == right.name
        }
        (left, right) => std::mem::discriminant(&left) == std::mem::discriminant(&right),
    }
}

/// Whether two enums of one name are equal.
pub(super) fn same_enumeration(left: &Enumeration, right: &Enumeration) -> bool {
    std::ptr::eq(left, right) || left.flags == right.flags && left.variants == right.variants
}

/// Whether two families of one name are equal, by tag and members.
pub(super) fn same_family(left: &Family, right: &Family) -> bool {
    std::ptr::eq(left, right)
        || left.tag == right.tag
            && left.members.len() == right.members.len()
            && left.members.iter().zip(right.members).all(|(left, right)| {
                left.tag == right.tag && (left.entity)().name == (right.entity)().name
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone)]
    struct Plain(&'static str, u8);

    impl Definition for Plain {
        fn name(&self) -> Cow<'static, str> {
            self.0.into()
        }

        fn is_same(&self, other: &Self) -> bool {
            self.1 == other.1
        }
    }

    #[test]
    fn a_taken_name_gets_a_number_and_keeps_it() {
        let mut registry = Registry::new();
        for (definition, name) in [
            (Plain("A", 0), "A"),
            (Plain("A", 1), "A2"),
            (Plain("A", 0), "A"),
            (Plain("A2", 0), "A22"),
            (Plain("A", 2), "A3"),
            (Plain("A", 1), "A2"),
            (Plain("A2", 0), "A22"),
        ] {
            assert_eq!(registry.name_of(&definition), name);
        }
        assert!(registry.get(4).is_none());
    }
}
