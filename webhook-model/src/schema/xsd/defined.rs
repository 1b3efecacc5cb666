//! The types that a schema defines.

use std::borrow::Cow;

use super::particle::item_is_nillable;
use crate::entity::{Entity, Property};
use crate::format::Contract;
use crate::format::xml::names::{item, of_entity};
use crate::property::enumeration::Enumeration;
use crate::property::{KeyType, Type};
use crate::schema::registry::{Definition, same_entity, same_enumeration, same_type};

/// A named type.
#[derive(Debug, Clone)]
pub(super) enum Defined {
    /// An entity, by its name in the contract.
    Entity(&'static str, &'static Entity),
    /// The inherited properties of the base carrier.
    Carrier(&'static [Property]),
    Enum(&'static Enumeration),
    /// A list of entities, by their name in the contract.
    Entities(&'static str, &'static Entity),
    /// A list of other values, by the name of its items.
    List(Cow<'static, str>, Type),
    /// An entry, with the types of the key and the value.
    Dictionary(Cow<'static, str>, KeyType, Type),
}

impl Defined {
    pub(super) fn entity(of: &'static Entity, contract: Contract) -> Self {
        Self::Entity(of_entity(of, contract), of)
    }

    pub(super) fn entities(of: &'static Entity, contract: Contract) -> Self {
        Self::Entities(of_entity(of, contract), of)
    }

    /// The type of a list, from the type of its items.
    pub(super) fn list(of: Type, contract: Contract) -> Self {
        let entity = match of.required() {
            Type::Entity(entity) => Some(entity()),
            // A list of members is a list of the base.
            Type::Family(family) => family().base(),
            _ => None,
        };
        match entity {
            Some(entity) => Self::entities(entity, contract),
            None => Self::List(item(of, contract).1, of),
        }
    }
}

/// The vendor's dictionaries that are not named after their entries.
const IRREGULAR: [(&str, &str); 2] = [
    (
        "SoExceptionInfoParametersKeyValuePair",
        "SoExceptionInfoParameters",
    ),
    ("ExtraInfoNameValuePair", "SoExtraInfo"),
];

/// Whether two lists or dictionaries have the same content, including null.
fn same_items(left: Type, right: Type) -> bool {
    same_type(left.required(), right.required())
        && item_is_nillable(left) == item_is_nillable(right)
}

impl Definition for Defined {
    fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Entity(name, _) => (*name).into(),
            Self::Carrier(_) => "Carrier".into(),
            Self::Enum(enumeration) => enumeration.name.into(),
            Self::Entities(item, _) => format!("ArrayOf{item}").into(),
            Self::List(item, _) => format!("ArrayOf{item}").into(),
            // `StringKeyValuePair` is an entry of a `StringDictionary`.
            Self::Dictionary(entry, ..) => {
                if let Some((_, name)) = IRREGULAR.iter().find(|(of, _)| of == entry) {
                    return (*name).into();
                }
                let stem = entry.strip_suffix("KeyValuePair").unwrap_or(entry);
                let stem = stem.strip_suffix("Dictionary").unwrap_or(stem);
                format!("{stem}Dictionary").into()
            }
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Entity(_, left), Self::Entity(_, right))
            | (Self::Entities(_, left), Self::Entities(_, right)) => same_entity(left, right),
            (Self::Carrier(_), Self::Carrier(_)) => true,
            (Self::Enum(left), Self::Enum(right)) => same_enumeration(left, right),
            (Self::List(_, left), Self::List(_, right)) => same_items(*left, *right),
            (
                Self::Dictionary(left_entry, left_key, left),
                Self::Dictionary(right_entry, right_key, right),
            ) => left_entry == right_entry && left_key == right_key && same_items(*left, *right),
            _ => false,
        }
    }
}
