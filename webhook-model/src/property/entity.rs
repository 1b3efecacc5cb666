//! An entity as data, and its operations.

use super::{DynEntity, Property};
use crate::bytes::folded_order;
use crate::member::Member;

/// An entity as data, for all formats, patches and schemas.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Entity {
    /// The name on the wire, such as `ContactEntity`.
    pub name: &'static str,
    /// The agent that serves the entity, such as `Contact`.
    pub agent: Option<&'static str>,
    /// The agent's operations on it.
    pub endpoints: &'static [Endpoint],
    /// The query parameter of its Get and Delete, if it is not the entity's name in camel case
    /// followed by `Id`.
    pub query: Option<&'static str>,
    /// The properties, in declared order; those of a base come last.
    pub properties: &'static [Property],
    /// How many of the last properties are inherited.
    pub base: usize,
    /// The entity from which they are inherited; none for the base carrier.
    pub base_entity: Option<fn() -> &'static Entity>,
    /// The properties ordered by name without regard to ASCII case, for look-ups.
    pub by_name: &'static [u16],
    /// The properties in data contract order: the base's first, then by ordinal name.
    pub by_contract: &'static [u16],
    /// The entity's own properties in the order of the contract of the SOAP services; empty if it is the
    /// declared order.
    pub soap_order: &'static [u16],
    /// Names that are accepted in addition to the wire names, each with the position of its property.
    pub aliases: &'static [(&'static str, u16)],
    /// The name in the contract of the SOAP services, if it is a different one.
    pub soap_name: Option<&'static str>,
    /// The XML namespace, if it is not that of the contract.
    pub xml_namespace: Option<&'static str>,
    /// Creates a default entity without its type.
    pub new: fn() -> Box<dyn DynEntity>,
    /// This description as a function, for the types of entities whose Rust type is unknown.
    pub(crate) this: fn() -> &'static Entity,
}

/// The settings of the derive for an entity, besides its name and properties.
#[doc(hidden)]
impl Entity {
    /// Sets the agent that serves the entity.
    #[must_use]
    pub const fn agent(mut self, agent: &'static str) -> Self {
        self.agent = Some(agent);
        self
    }

    /// Sets the agent's operations on it.
    #[must_use]
    pub const fn endpoints(mut self, endpoints: &'static [Endpoint]) -> Self {
        self.endpoints = endpoints;
        self
    }

    /// Sets the query parameter of its Get and Delete.
    #[must_use]
    pub const fn query(mut self, parameter: &'static str) -> Self {
        self.query = Some(parameter);
        self
    }

    /// Sets the names that are accepted in addition.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [(&'static str, u16)]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Sets the XML namespace.
    #[must_use]
    pub const fn xml_namespace(mut self, namespace: &'static str) -> Self {
        self.xml_namespace = Some(namespace);
        self
    }

    /// Sets the name in the contract of the SOAP services.
    #[must_use]
    pub const fn soap_name(mut self, name: &'static str) -> Self {
        self.soap_name = Some(name);
        self
    }

    /// Sets the order of the own properties in the contract of the SOAP services.
    #[must_use]
    pub const fn soap_order(mut self, order: &'static [u16]) -> Self {
        self.soap_order = order;
        self
    }

    /// Sets the data contract order.
    #[must_use]
    pub const fn by_contract(mut self, order: &'static [u16]) -> Self {
        self.by_contract = order;
        self
    }

    /// Marks the last two properties as those of the base carrier.
    #[must_use]
    pub const fn carrier(mut self) -> Self {
        self.base = 2;
        self
    }

    /// Marks the last properties as those of a base.
    #[must_use]
    pub const fn inherits(mut self, base: fn() -> &'static Entity, count: usize) -> Self {
        self.base_entity = Some(base);
        self.base = count;
        self
    }
}

impl Entity {
    /// The position of a property, its name compared without regard to ASCII case.
    ///
    /// ```
    /// use webhook_model::{NetServerEntity, Webhook};
    ///
    /// assert_eq!(Webhook::ENTITY.position("webhookid"), Some(0));
    /// assert_eq!(Webhook::ENTITY.position("Webhook"), None);
    /// ```
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        let named = if self.has_few() {
            position_among(self.properties, name)
        } else {
            self.by_name
                .binary_search_by(|&index| folded_order(self.name_at(index), name))
                .ok()
                .and_then(|found| self.by_name.get(found))
                .map(|&index| usize::from(index))
        };
        named.or_else(|| self.position_of_alias(name))
    }

    /// The most properties whose names are searched without a table of all.
    pub(crate) const FEW: usize = 32;

    /// Whether the names are so few that a linear search is faster than a binary search.
    pub(crate) const fn has_few(&self) -> bool {
        self.properties.len() <= Self::FEW
    }

    /// The position of the property with an alias, declared here or in a base.
    fn position_of_alias(&self, name: &str) -> Option<usize> {
        let own = self
            .aliases
            .iter()
            .find(|(alias, _)| alias.eq_ignore_ascii_case(name))
            .map(|&(_, position)| usize::from(position));
        own.or_else(|| {
            let base = self.base_entity?;
            let position = base().position_of_alias(name)?;
            Some(self.properties.len().saturating_sub(self.base) + position)
        })
    }

    /// The property at a position in the order of the contract of the SOAP services, where the properties
    /// of bases come first, beginning with the base of a base.
    pub(crate) fn base_first(&self, position: usize) -> usize {
        let own = self.properties.len().saturating_sub(self.base);
        if let Some(position) = position.checked_sub(self.base) {
            let moved = self.soap_order.get(position);
            return moved.map_or(position, |moved| usize::from(*moved));
        }
        own + self
            .base_entity
            .map_or(position, |base| base().base_first(position))
    }

    /// The name in the contract of the SOAP services.
    pub(crate) fn name_in_soap(&self) -> &'static str {
        self.soap_name.unwrap_or(self.name)
    }

    /// Whether a name is that of the entity in one of the two contracts.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name || self.soap_name == Some(name)
    }

    /// The XML namespace of the entity or of the nearest base that has one.
    pub(crate) fn namespace(&self) -> Option<&'static str> {
        match self.xml_namespace {
            None => self.base_entity?().namespace(),
            said => said,
        }
    }

    fn name_at(&self, index: u16) -> &'static str {
        self.properties
            .get(usize::from(index))
            .map_or("", Property::name)
    }

    /// The endpoint of a kind, if the entity has it.
    #[must_use]
    pub fn endpoint(&self, kind: OperationKind) -> Option<&'static Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.kind == kind)
    }
}

/// The position of a name, in any case.
#[inline]
fn position_among(properties: &[Property], name: &str) -> Option<usize> {
    let length = name.len() + Member::AROUND;
    properties.iter().position(|property| {
        property.null.null().len() == length && property.name().eq_ignore_ascii_case(name)
    })
}

/// The path of one of an agent's operations on an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The kind of operation.
    pub kind: OperationKind,
    /// The path, without a query; the method is always POST.
    pub path: &'static str,
}

impl Endpoint {
    /// An endpoint.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(kind: OperationKind, path: &'static str) -> Self {
        Self { kind, path }
    }
}

/// The operations that have the same name in every agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationKind {
    /// Returns a new entity with its default values.
    CreateDefault,
    /// Returns a stored entity.
    Get,
    /// Stores an entity and returns the stored version.
    Save,
    /// Deletes a stored entity.
    Delete,
}
