//! The schema of one namespace: its types, collected while others refer to them.

use super::arrays::Arrays;
use super::defined::Defined;
use super::document::{Import, start};
use super::markup::Markup;
use super::particle::{
    Occurs, array, array_of, element, element_of, item_is_nillable, property_is_nillable, simple,
};
use super::{enumeration, serialization};
use crate::entity::{Entity, Property};
use crate::format::Contract;
use crate::format::xml::ARRAYS;
use crate::format::xml::names::{self, Space};
use crate::property::family::Family;
use crate::property::{KeyType, Type};
use crate::schema::registry::Registry;

/// The dictionary that an object inside any value is written as.
const OBJECT_ENTRY: &str = "StringObjectKeyValuePair";

/// Collects the types of one namespace.
pub(super) struct Collector<'s> {
    contract: Contract,
    arrays: &'s mut Arrays,
    registry: Registry<Defined>,
    uses_arrays: bool,
    uses_durations: bool,
}

impl<'s> Collector<'s> {
    pub(super) fn new(contract: Contract, arrays: &'s mut Arrays) -> Self {
        Self {
            contract,
            arrays,
            registry: Registry::new(),
            uses_arrays: false,
            uses_durations: false,
        }
    }

    /// The whole document, of entities and what they reach.
    pub(super) fn document(mut self, namespace: &str, entities: &[&'static Entity]) -> String {
        for entity in entities {
            self.registry.name_of(&Defined::Entity(entity));
        }
        // A list of entities can be a document as well.
        for entity in entities {
            self.registry.name_of(&Defined::Entities(entity));
        }
        let mut body = Markup::inside(&["xs:schema"]);
        let mut next = 0;
        while let Some((name, defined)) = self.registry.get(next) {
            next += 1;
            self.define(&name, &defined, &mut body);
        }
        let mut imports = Vec::new();
        if self.uses_arrays {
            imports.push(Import {
                namespace: ARRAYS,
                prefix: "a",
                file: &self.arrays.file,
            });
        }
        if self.uses_durations {
            imports.push(Import {
                namespace: serialization::NAMESPACE,
                prefix: "ser",
                file: &self.arrays.serialization,
            });
        }
        let mut markup = Markup::default();
        start(&mut markup, namespace, &imports);
        markup.append(&body);
        markup.finish()
    }

    fn define(&mut self, name: &str, defined: &Defined, markup: &mut Markup) {
        match defined {
            Defined::Entity(entity) => self.entity(name, entity, markup),
            Defined::Carrier(properties) => {
                markup.start("xs:complexType", &[("name", name)]);
                self.sequence(properties, markup);
                markup.end();
            }
            Defined::Enum(of) => enumeration::write(name, of, markup),
            Defined::Entities(entity) => {
                let ty = self.own(&Defined::Entity(entity));
                array_of(markup, name, entity.name, &ty, true);
            }
            Defined::List(of) => {
                let ty = self.type_of(of.required(), None);
                array(markup, name, *of, &ty);
            }
            Defined::Dictionary(entry, key, of) => {
                self.dictionary(name, entry, *key, *of, markup);
            }
        }
        element_of(markup, name);
    }

    fn entity(&mut self, name: &str, entity: &'static Entity, markup: &mut Markup) {
        let own = entity.properties.len().saturating_sub(entity.base);
        let (own, base) = entity.properties.split_at(own);
        markup.start("xs:complexType", &[("name", name)]);
        let base = match entity.base_entity {
            Some(base) => Some(self.own(&Defined::Entity(base()))),
            None if base.is_empty() => None,
            None => Some(self.own(&Defined::Carrier(base))),
        };
        if let Some(base) = base {
            markup.start("xs:complexContent", &[]);
            markup.start("xs:extension", &[("base", &base)]);
            self.sequence(own, markup);
            markup.end();
            markup.end();
        } else {
            self.sequence(own, markup);
        }
        markup.end();
    }

    /// Writes properties in the contract's order.
    fn sequence(&mut self, properties: &[Property], markup: &mut Markup) {
        let in_contract =
            |property: &&Property| !property.web_api_only || self.contract == Contract::WebApi;
        let mut ordered: Vec<&Property> = properties.iter().filter(in_contract).collect();
        if self.contract == Contract::WebApi {
            // Ordinal order: .NET compares UTF-16 units.
            ordered
                .sort_by(|left, right| left.name().encode_utf16().cmp(right.name().encode_utf16()));
        }
        markup.start("xs:sequence", &[]);
        for property in ordered {
            let ty = self.type_of(property.ty.required(), property.entry);
            let nillable = property_is_nillable(property);
            element(markup, property.name(), &ty, nillable, Occurs::Optional);
        }
        markup.end();
    }

    fn dictionary(&mut self, name: &str, entry: &str, key: KeyType, of: Type, markup: &mut Markup) {
        markup.start("xs:complexType", &[("name", name)]);
        markup.start("xs:annotation", &[]);
        markup.start("xs:appinfo", &[]);
        // Lets .NET's tools make a dictionary of it rather than a list of pairs.
        markup.text(
            "IsDictionary",
            &[("xmlns", serialization::NAMESPACE)],
            "true",
        );
        markup.end();
        markup.end();
        markup.start("xs:sequence", &[]);
        let mut attributes = Occurs::Any.attributes().to_vec();
        attributes.push(("name", entry));
        markup.start("xs:element", &attributes);
        markup.start("xs:complexType", &[]);
        markup.start("xs:sequence", &[]);
        let (key, nillable) = match key {
            KeyType::Text => ("xs:string", true),
            KeyType::Int32 => ("xs:int", false),
            KeyType::DateTime => ("xs:dateTime", false),
        };
        element(markup, "Key", key, nillable, Occurs::Once);
        let ty = self.type_of(of.required(), None);
        element(markup, "Value", &ty, item_is_nillable(of), Occurs::Once);
        for _ in 0..5 {
            markup.end();
        }
    }

    /// The qualified name of a type, which the schemas will have.
    fn type_of(&mut self, ty: Type, entry: Option<&'static str>) -> String {
        match ty {
            Type::Enum(of) | Type::Flags(of) => self.own(&Defined::Enum(of)),
            Type::Entity(of) => self.own(&Defined::Entity(of())),
            Type::Family(of) => self.family(of()),
            Type::List(of) => self.list(*of),
            Type::Dictionary(key, of) => {
                let entry = entry.map_or_else(|| names::entry(key, *of), Into::into);
                self.own(&Defined::Dictionary(entry, key, *of))
            }
            Type::Nullable(of) => self.type_of(*of, entry),
            Type::Duration => {
                self.uses_durations = true;
                self.arrays.durations = true;
                "ser:duration".to_owned()
            }
            Type::Any => {
                self.reach_any();
                simple(ty).to_owned()
            }
            _ => simple(ty).to_owned(),
        }
    }

    /// The base, whose place a member takes by `i:type`; any type where the members have none.
    fn family(&mut self, family: &'static Family) -> String {
        let ty = family.base().map(|base| self.own(&Defined::Entity(base)));
        for member in family.members {
            self.own(&Defined::Entity((member.entity)()));
        }
        ty.unwrap_or_else(|| simple(Type::Any).to_owned())
    }

    fn own(&mut self, defined: &Defined) -> String {
        format!("tns:{}", self.registry.name_of(defined))
    }

    fn list(&mut self, of: Type) -> String {
        if names::item(of).0 == Space::Contract {
            return self.own(&Defined::list(of));
        }
        let mut item = of.required();
        while let Type::List(inner) = item {
            item = inner.required();
        }
        if matches!(item, Type::Any) {
            self.reach_any();
        }
        self.uses_arrays = true;
        format!("a:{}", self.arrays.name_of(of))
    }

    /// The types that a document names where any value stands: those of an object and of a list
    /// without items.
    fn reach_any(&mut self) {
        self.own(&Defined::Dictionary(
            OBJECT_ENTRY.into(),
            KeyType::Text,
            Type::Any,
        ));
        self.uses_arrays = true;
        self.arrays.name_of(Type::Text);
    }
}
