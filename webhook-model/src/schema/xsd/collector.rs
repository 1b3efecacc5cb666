//! Collects the types of all namespaces while the schemas refer to them.

use super::arrays::Arrays;
use super::defined::Defined;
use super::document::{Import, start};
use super::markup::Markup;
use super::particle::{
    Occurs, array_of, element, elements_of, item_is_nillable, property_is_nillable, simple,
};
use super::{FileNames, XsdFile, enumeration, facets, serialization};
use crate::entity::{Entity, Property};
use crate::format::Contract;
use crate::format::xml::ARRAYS;
use crate::format::xml::names::{self, Space, namespace_of_type};
use crate::property::family::Family;
use crate::property::{KeyType, Type};
use crate::schema::registry::Registry;

/// The dictionary as which an object inside any value is written.
const OBJECT_ENTRY: &str = "StringObjectKeyValuePair";

/// Collects the types of all namespaces.
pub(super) struct Collector<'n> {
    contract: Contract,
    /// The single namespace of all documents, if the application has set one.
    set: Option<&'n str>,
    names: FileNames,
    arrays: Arrays,
    namespaces: Vec<Namespace<'n>>,
}

/// The schema of one namespace, as written so far.
struct Namespace<'n> {
    name: &'n str,
    file: String,
    registry: Registry<Defined>,
    /// How many of the registry's types have been written.
    written: usize,
    body: Markup,
    uses_arrays: bool,
    uses_durations: bool,
    /// The positions of the namespaces that it refers to.
    others: Vec<usize>,
}

impl<'n> Collector<'n> {
    pub(super) fn new(contract: Contract, set: Option<&'n str>) -> Self {
        let mut names = FileNames::default();
        let arrays = Arrays::new(names.take(ARRAYS), names.take(serialization::NAMESPACE));
        Self {
            contract,
            set,
            names,
            arrays,
            namespaces: Vec::new(),
        }
    }

    /// Writes the documents: the entities and all types that they refer to.
    pub(super) fn files(mut self, entities: &[&'static Entity]) -> Vec<XsdFile> {
        let places: Vec<usize> = entities
            .iter()
            .map(|entity| {
                let own = entity.namespace().unwrap_or(self.contract.namespace());
                self.place(self.set.unwrap_or(own))
            })
            .collect();
        let roots = || entities.iter().zip(&places);
        for (entity, &at) in roots() {
            self.refer(at, at, &Defined::entity(entity, self.contract));
        }
        // A list of entities can be a document as well.
        for (entity, &at) in roots() {
            self.refer(at, at, &Defined::entities(entity, self.contract));
        }
        while let Some((at, name, defined)) = self.next() {
            let mut body = self
                .namespaces
                .get_mut(at)
                .map(|of| std::mem::take(&mut of.body));
            if let Some(body) = &mut body {
                self.define(at, &name, &defined, body);
            }
            if let Some((of, body)) = self.namespaces.get_mut(at).zip(body) {
                of.body = body;
            }
        }
        let documents = self.namespaces.iter().map(|of| self.document(of));
        let mut files: Vec<XsdFile> = documents.collect();
        files.extend(self.arrays.files());
        files
    }

    /// The next type that is referred to and not yet written.
    fn next(&mut self) -> Option<(usize, String, Defined)> {
        self.namespaces.iter_mut().enumerate().find_map(|(at, of)| {
            let (name, defined) = of.registry.get(of.written)?;
            of.written += 1;
            Some((at, name, defined))
        })
    }

    fn document(&self, of: &Namespace<'_>) -> XsdFile {
        let mut imports = Vec::new();
        if of.uses_arrays {
            imports.push(Import {
                namespace: ARRAYS,
                prefix: "a".into(),
                file: &self.arrays.file,
            });
        }
        if of.uses_durations {
            imports.push(Import {
                namespace: serialization::NAMESPACE,
                prefix: "ser".into(),
                file: &self.arrays.serialization,
            });
        }
        for &other in &of.others {
            if let Some(namespace) = self.namespaces.get(other) {
                imports.push(Import {
                    namespace: namespace.name,
                    prefix: prefix_of(other),
                    file: &namespace.file,
                });
            }
        }
        let mut markup = Markup::default();
        start(&mut markup, of.name, &imports);
        markup.append(&of.body);
        elements_of(&mut markup, &of.registry);
        XsdFile {
            name: of.file.clone(),
            namespace: of.name.to_owned(),
            text: markup.finish(),
        }
    }

    /// The position of a namespace, which is added if it is new.
    fn place(&mut self, name: &'n str) -> usize {
        let known = self.namespaces.iter().position(|of| of.name == name);
        known.unwrap_or_else(|| {
            self.namespaces.push(Namespace {
                name,
                file: self.names.take(name),
                registry: Registry::new(),
                written: 0,
                body: Markup::inside(&["xs:schema"]),
                uses_arrays: false,
                uses_durations: false,
                others: Vec::new(),
            });
            self.namespaces.len() - 1
        })
    }

    /// The position of the namespace of a value's content: the surrounding one, unless its type has
    /// another.
    fn place_of(&mut self, at: usize, said: Option<&'static str>) -> usize {
        match said {
            Some(name) if self.set.is_none() => self.place(name),
            _ => at,
        }
    }

    /// The qualified name of a type, for use in a namespace.
    fn refer(&mut self, at: usize, target: usize, defined: &Defined) -> String {
        let name = self
            .namespaces
            .get_mut(target)
            .map(|of| of.registry.name_of(defined))
            .unwrap_or_default();
        if at == target {
            return format!("tns:{name}");
        }
        if let Some(of) = self.namespaces.get_mut(at)
            && !of.others.contains(&target)
        {
            of.others.push(target);
        }
        format!("{}:{name}", prefix_of(target))
    }

    fn define(&mut self, at: usize, name: &str, defined: &Defined, markup: &mut Markup) {
        match defined {
            Defined::Entity(_, entity) => self.entity(at, name, entity, markup),
            Defined::Carrier(properties) => {
                markup.start("xs:complexType", &[("name", name)]);
                self.sequence(at, properties, markup);
                markup.end();
            }
            Defined::Enum(of) => enumeration::write(name, of, self.contract, markup),
            Defined::Entities(item, entity) => {
                let ty = self.refer(at, at, &Defined::Entity(item, entity));
                array_of(markup, name, item, &ty, true);
            }
            Defined::List(item, of) => {
                let ty = self.type_of(at, of.required(), None);
                array_of(markup, name, item, &ty, item_is_nillable(*of));
            }
            Defined::Dictionary(entry, key, of) => {
                self.dictionary(at, name, (entry, *key, *of), markup);
            }
        }
    }

    fn entity(&mut self, at: usize, name: &str, entity: &'static Entity, markup: &mut Markup) {
        let own = entity.properties.len().saturating_sub(entity.base);
        let (own, base) = entity.properties.split_at(own);
        let own = &in_order(own, entity.soap_order);
        markup.start("xs:complexType", &[("name", name)]);
        let base = match entity.base_entity {
            Some(base) => Some(self.refer(at, at, &Defined::entity(base(), self.contract))),
            None if base.is_empty() => None,
            None => Some(self.refer(at, at, &Defined::Carrier(base))),
        };
        if let Some(base) = base {
            markup.start("xs:complexContent", &[]);
            markup.start("xs:extension", &[("base", &base)]);
            self.sequence(at, own, markup);
            markup.end();
            markup.end();
        } else {
            self.sequence(at, own, markup);
        }
        markup.end();
    }

    /// Writes properties in the contract's order.
    fn sequence(&mut self, at: usize, properties: &[Property], markup: &mut Markup) {
        let in_contract =
            |property: &&Property| !property.web_api_only || self.contract == Contract::WebApi;
        let mut ordered: Vec<&Property> = properties.iter().filter(in_contract).collect();
        if self.contract == Contract::WebApi {
            // Ordinal order: .NET compares UTF-16 units.
            ordered.sort_unstable_by(|left, right| {
                left.name().encode_utf16().cmp(right.name().encode_utf16())
            });
        }
        markup.start("xs:sequence", &[]);
        for property in ordered {
            let nillable = property_is_nillable(property);
            let (occurs, facets) = self.rules(property);
            if !facets.is_empty() {
                facets::element(markup, property, nillable, occurs, &facets);
                continue;
            }
            let ty = self.type_of(at, property.ty.required(), property.entry);
            element(markup, property.name(), &ty, nillable, occurs);
        }
        markup.end();
    }

    /// The rules of a property. The SOAP contract has none: every document written in it is valid,
    /// whether or not the entity is.
    /// written in it is valid, whether or not the entity is.
    fn rules(&self, property: &Property) -> (Occurs, Vec<(&'static str, String)>) {
        if self.contract == Contract::Soap {
            return (Occurs::Optional, Vec::new());
        }
        let occurs = if property.required {
            Occurs::Once
        } else {
            Occurs::Optional
        };
        (occurs, facets::of(property))
    }

    fn dictionary(
        &mut self,
        at: usize,
        name: &str,
        (entry, key, of): (&str, KeyType, Type),
        markup: &mut Markup,
    ) {
        markup.start("xs:complexType", &[("name", name)]);
        markup.start("xs:annotation", &[]);
        markup.start("xs:appinfo", &[]);
        // Makes .NET's tools generate a dictionary rather than a list of pairs.
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
        let ty = self.type_of(at, of.required(), None);
        element(markup, "Value", &ty, item_is_nillable(of), Occurs::Once);
        for _ in 0..5 {
            markup.end();
        }
    }

    /// The qualified name of a type, which is added to the schemas.
    fn type_of(&mut self, at: usize, ty: Type, entry: Option<&'static str>) -> String {
        match ty {
            Type::Enum(of) | Type::Flags(of) => self.refer(at, at, &Defined::Enum(of)),
            Type::Entity(of) => {
                let target = self.place_of(at, of().namespace());
                self.refer(at, target, &Defined::entity(of(), self.contract))
            }
            Type::Family(of) => self.family(at, of()),
            Type::List(of) => self.list(at, *of),
            Type::Dictionary(key, of) => {
                let entry = entry.map_or_else(|| names::entry(key, *of, self.contract), Into::into);
                self.refer(at, at, &Defined::Dictionary(entry, key, *of))
            }
            Type::Nullable(of) => self.type_of(at, *of, entry),
            Type::Duration => {
                if let Some(of) = self.namespaces.get_mut(at) {
                    of.uses_durations = true;
                }
                self.arrays.durations = true;
                "ser:duration".to_owned()
            }
            Type::Any => {
                self.reach_any(at);
                simple(ty).to_owned()
            }
            _ => simple(ty).to_owned(),
        }
    }

    /// The base, which a member replaces by its `i:type`; any type if the members have no base.
    fn family(&mut self, at: usize, family: &'static Family) -> String {
        let ty = family.base().map(|base| {
            let target = self.place_of(at, base.namespace());
            self.refer(at, target, &Defined::entity(base, self.contract))
        });
        for member in family.members {
            let entity = (member.entity)();
            let target = self.place_of(at, entity.namespace());
            self.refer(at, target, &Defined::entity(entity, self.contract));
        }
        ty.unwrap_or_else(|| simple(Type::Any).to_owned())
    }

    fn list(&mut self, at: usize, of: Type) -> String {
        if names::item(of, self.contract).0 == Space::Contract {
            if let Type::Family(family) = of.required() {
                // The list may exist as a list of the base.
                self.family(at, family());
            }
            let target = self.place_of(at, namespace_of_type(of));
            return self.refer(at, target, &Defined::list(of, self.contract));
        }
        let mut item = of.required();
        while let Type::List(inner) = item {
            item = inner.required();
        }
        if matches!(item, Type::Any) {
            self.reach_any(at);
        }
        self.reach_arrays(at, of)
    }

    fn reach_arrays(&mut self, at: usize, of: Type) -> String {
        if let Some(of) = self.namespaces.get_mut(at) {
            of.uses_arrays = true;
        }
        format!("a:{}", self.arrays.name_of(of))
    }

    /// The types that a document names for a value of any type: those of an object and of an empty
    /// list.
    fn reach_any(&mut self, at: usize) {
        let object = Defined::Dictionary(OBJECT_ENTRY.into(), KeyType::Text, Type::Any);
        self.refer(at, at, &object);
        self.reach_arrays(at, Type::Text);
    }
}

/// The prefix of a namespace in the schemas of others.
fn prefix_of(at: usize) -> String {
    format!("n{at}")
}

/// The properties in the order of the SOAP contract; the other contract sorts them by name.
fn in_order(own: &[Property], order: &[u16]) -> Vec<Property> {
    if order.is_empty() {
        return own.to_vec();
    }
    let properties = order.iter().map(|index| own.get(usize::from(*index)));
    properties.flatten().copied().collect()
}
