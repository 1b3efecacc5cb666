//! What a schema defines by name.

use std::borrow::Cow;

use super::particle::item_is_nillable;
use crate::entity::{Entity, Property};
use crate::format::xml::names;
use crate::property::enumeration::Enumeration;
use crate::property::{KeyType, Type};
use crate::schema::registry::{Definition, same_entity, same_enumeration, same_type};

/// A named type.
#[derive(Debug, Clone)]
pub(super) enum Defined {
    Entity(&'static Entity),
    /// The properties that carriers inherit.
    Carrier(&'static [Property]),
    Enum(&'static Enumeration),
    /// A list of entities.
    Entities(&'static Entity),
    /// A list of anything else.
    List(Type),
    /// The name of an entry, the key and the value.
    Dictionary(Cow<'static, str>, KeyType, Type),
}

impl Defined {
    /// A list's type, of the type of its items.
    pub(super) fn list(of: Type) -> Self {
        match of.required() {
            Type::Entity(entity) => Self::Entities(entity()),
            // What the list of the base is, too.
            Type::Family(family) => match family().base() {
                Some(base) => Self::Entities(base),
                None => Self::List(of),
            },
            _ => Self::List(of),
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

/// Whether two lists or dictionaries hold the same, null included.
fn same_items(left: Type, right: Type) -> bool {
    same_type(left.required(), right.required())
        && item_is_nillable(left) == item_is_nillable(right)
}

impl Definition for Defined {
    fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Entity(entity) => entity.name.into(),
            Self::Carrier(_) => "Carrier".into(),
            Self::Enum(enumeration) => enumeration.name.into(),
            Self::Entities(entity) => format!("ArrayOf{}", entity.name).into(),
            Self::List(of) => format!("ArrayOf{}", names::item(*of).1).into(),
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
            (Self::Entity(left), Self::Entity(right))
            | (Self::Entities(left), Self::Entities(right)) => same_entity(left, right),
            (Self::Carrier(_), Self::Carrier(_)) => true,
            (Self::Enum(left), Self::Enum(right)) => same_enumeration(left, right),
            (Self::List(left), Self::List(right)) => same_items(*left, *right),
            (
                Self::Dictionary(left_entry, left_key, left),
                Self::Dictionary(right_entry, right_key, right),
            ) => left_entry == right_entry && left_key == right_key && same_items(*left, *right),
            _ => false,
        }
    }
}
