//! Polymorphic families: entities with a common property that tells them apart.

use serde_json::Value as Json;

use super::Type;
use crate::error::{Error, ErrorKind};
use crate::property::{DynEntity, Entity};

/// The description of a family: the vendor has four, such as `FieldInfoBase` by `FieldType`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Family {
    /// The name of the base on the wire, such as `FieldInfoBase`.
    pub name: &'static str,
    /// The wire name of the tag: the property that tells the members apart.
    pub tag: &'static str,
    /// The members.
    pub members: &'static [Member],
    /// Whether unknown members are kept.
    pub open: bool,
}

/// The description of a member of a family.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Member {
    /// The value of the tag.
    pub tag: &'static str,
    /// The entity of the tag.
    pub entity: fn() -> &'static Entity,
}

impl Member {
    /// A member.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(tag: &'static str, entity: fn() -> &'static Entity) -> Self {
        Self { tag, entity }
    }
}

impl Family {
    /// A family without unknown members.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, tag: &'static str, members: &'static [Member]) -> Self {
        Self {
            name,
            tag,
            members,
            open: false,
        }
    }

    /// Keeps unknown members.
    #[doc(hidden)]
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// The tag of the member at a position.
    pub(crate) fn tag_of(&self, position: usize) -> &'static str {
        self.members.get(position).map_or("", |member| member.tag)
    }

    /// The position of the member with a tag, in any case.
    pub(crate) fn position(&self, tag: &str) -> Option<usize> {
        let tag = tag.trim_ascii();
        self.members
            .iter()
            .position(|member| member.tag.eq_ignore_ascii_case(tag))
    }

    /// The position of the member whose entity has a name, as in the `i:type` of XML.
    pub(crate) fn position_of_entity(&self, name: &str) -> Option<usize> {
        self.members
            .iter()
            .position(|member| (member.entity)().is_named(name))
    }

    /// The name in the contract of the SOAP services, which is the base's.
    pub(crate) fn name_in_soap(&self) -> &'static str {
        self.base().map_or(self.name, Entity::name_in_soap)
    }

    /// Whether two members are the same entity, so that only the tag tells them apart.
    pub(crate) fn are_one_entity(&self, left: usize, right: usize) -> bool {
        let name = |position: usize| Some((self.members.get(position)?.entity)().name);
        name(left).is_some() && name(left) == name(right)
    }

    /// Whether no other member is the same entity as the one at a position.
    pub(crate) fn is_alone(&self, position: usize) -> bool {
        let mut others = (0..self.members.len()).filter(|other| *other != position);
        !others.any(|other| self.are_one_entity(position, other))
    }

    /// The position of the member for a tag's value in JSON: a name, or its number.
    pub(crate) fn position_of_value(&self, tag: &Json) -> Option<usize> {
        match tag {
            Json::String(name) => self.position(name),
            Json::Number(number) => {
                let number = i32::try_from(number.as_i64()?).ok()?;
                let of = (self.members.first()?.entity)();
                let property = of.properties.get(of.position(self.tag)?)?;
                let Type::Enum(of) = property.ty.required() else {
                    return None;
                };
                self.position(of.variants.get(of.position_of_number(number)?)?.name)
            }
            _ => None,
        }
    }

    /// The entity that all members inherit from and that has the family's name, as in the vendor's
    /// families.
    pub(crate) fn base(&self) -> Option<&'static Entity> {
        let mut members = self.members.iter();
        let base = self.ancestor((members.next()?.entity)())?;
        members
            .all(|member| self.ancestor((member.entity)()).is_some())
            .then_some(base)
    }

    fn ancestor(&self, member: &'static Entity) -> Option<&'static Entity> {
        let mut entity = member;
        loop {
            entity = entity.base_entity?();
            if entity.name == self.name {
                return Some(entity);
            }
        }
    }

    /// The entity of an object of a tree, if its tag is known.
    pub(crate) fn entity_of(&self, tree: &Json) -> Option<&'static Entity> {
        let members = tree.as_object()?;
        let (_, tag) = members
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(self.tag))?;
        self.members
            .get(self.position_of_value(tag)?)
            .map(|member| (member.entity)())
    }
}

/// A member of a family that this program does not know, kept as it is.
///
/// ```
/// use webhook_model::UnknownEntity;
///
/// let mut kept = UnknownEntity::default();
/// kept.members.push(("FieldType".to_owned(), "Hologram".into()));
/// assert_eq!(kept.get("fieldtype").and_then(|tag| tag.as_str()), Some("Hologram"));
/// ```
// Exhaustive: programs create unknown members themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnknownEntity {
    /// The `i:type` in XML.
    pub type_name: Option<String>,
    /// The members of the object, in their original order.
    pub members: Vec<(String, Json)>,
}

impl UnknownEntity {
    /// A member, by its name in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members
            .iter()
            .find(|(member, _)| member.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// The error for an object with a missing or unknown tag.
pub(crate) fn no_member(family: &Family) -> Error {
    let known = crate::suggest::listed(family.members.iter().map(|member| member.tag));
    let message = format!("expected a `{}` of {}: {known}", family.tag, family.name);
    Error::new(ErrorKind::UnknownVariant, message)
}

/// The slot of a family.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a polymorphic family",
    label = "not a family",
    note = "write an enum of entities with `#[derive(NetServerEntity)]` and `#[netserver(tag = \"..\")]`"
)]
pub trait FamilySlot {
    /// The family.
    fn family(&self) -> &'static Family;
    /// Sets the member at a position, and returns its default entity.
    fn select(&mut self, position: usize) -> Option<&mut dyn DynEntity>;
    /// Sets an unknown member, if the family has a variant for it.
    fn unknown(&mut self) -> Option<&mut UnknownEntity>;
    /// The current member with its position; `None` for an unknown one.
    fn member(&self) -> Option<(usize, &dyn DynEntity)>;
    /// The current member, mutable.
    fn current(&mut self) -> Option<&mut dyn DynEntity>;
}
