//! The XML writer: one walk over types and values, not generic over the entity.

use serde_json::Value as Json;

use super::any::write_any;
use super::escape::write_text;
use super::names::{Space, entry, item, prefixed};
use super::reader::XmlLimits;
use super::{ARRAYS, Contract, INSTANCE, SERIALIZATION};
use crate::entity::{DynEntity, Entity, Property};
use crate::error::{Error, ErrorKind, step_of};
use crate::format::number::write_finite;
use crate::format::output::Output;
use crate::property::bytes::write_base64;
use crate::property::family::UnknownEntity;
use crate::property::{BLOCK, Dictionary, Key, KeyType, List, Type, Value};

/// How a document is to look.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style<'n> {
    pub(crate) contract: Contract,
    pub(crate) namespace: Option<&'n str>,
}

/// Writes a whole document.
pub(crate) fn write(
    ty: Type,
    value: Value<'_>,
    style: Style<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let (space, name) = item(ty);
    let own = match ty.required() {
        Type::Entity(of) => of().xml_namespace,
        _ => None,
    };
    let namespace = style
        .namespace
        .or(own)
        .unwrap_or(style.contract.namespace());
    let default = match (space, ty.required()) {
        (Space::Contract, _) => namespace,
        (Space::Arrays, Type::List(_)) => ARRAYS,
        // .NET's namespace for arrays is that of their items, not of a simple value by itself.
        (Space::Arrays, _) => SERIALIZATION,
    };
    let mut writer = Writer {
        out: Output::new(out),
        contract: style.contract,
        // The root is one.
        depth: XmlLimits::DEPTH - 1,
    };
    writer.open(&name);
    writer.attribute("xmlns", default)?;
    writer.attribute("xmlns:i", INSTANCE)?;
    writer.content(
        &name,
        ty,
        value,
        None,
        if space == Space::Arrays {
            Prefix::None
        } else {
            Prefix::Declare
        },
    )
}

/// Whether the items of an array need a prefix for .NET's array namespace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// The array namespace is the default one.
    None,
    /// The prefix is declared on the array itself.
    Declare,
    /// The prefix is in scope.
    InScope,
}

pub(super) struct Writer<'o> {
    pub(super) out: Output<'o>,
    contract: Contract,
    depth: usize,
}

impl Writer<'_> {
    pub(super) fn open(&mut self, name: &str) {
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.out.push(b' ');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"=\"");
        // Namespace names are the only values, and the application chooses some of them.
        if value.contains(['"', '\n', '\t']) {
            return Err(Error::new(
                ErrorKind::Unrepresentable,
                "a namespace name holds a quote or a line break",
            ));
        }
        write_text(value, &mut self.out)?;
        self.out.push(b'"');
        Ok(())
    }

    pub(super) fn close(&mut self, name: &str) {
        self.out.put(*b"</", 2);
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
    }

    /// The rest of an element whose name and namespaces are written.
    fn content(
        &mut self,
        name: &str,
        ty: Type,
        value: Value<'_>,
        property: Option<&Property>,
        prefix: Prefix,
    ) -> Result<(), Error> {
        match value {
            Value::Null => self.out.extend_from_slice(b" i:nil=\"true\"/>"),
            Value::Any(any) => write_any(self, name, any, prefix)?,
            Value::Entity(entity) => {
                if matches!(ty.required(), Type::Family(_)) {
                    self.type_name(entity.entity().name)?;
                }
                self.out.push(b'>');
                self.members(entity)?;
                self.close(name);
            }
            Value::Unknown(unknown) => {
                if let Some(name) = &unknown.type_name {
                    self.type_name(name)?;
                }
                self.out.push(b'>');
                self.unknown(unknown)?;
                self.close(name);
            }
            Value::List(list) => {
                self.list(ty, list, prefix)?;
                self.close(name);
            }
            Value::Dictionary(dictionary) => {
                self.out.push(b'>');
                self.entries(ty, dictionary, property)?;
                self.close(name);
            }
            simple => {
                self.out.push(b'>');
                self.simple(simple)?;
                self.close(name);
            }
        }
        Ok(())
    }

    /// Writes an element within the one that is open: no deeper than the reader goes.
    pub(super) fn child(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| {
            Error::new(
                ErrorKind::Unrepresentable,
                format!("elements nested deeper than {} levels", XmlLimits::DEPTH),
            )
        })?;
        let written = write(self);
        self.depth += 1;
        written
    }

    /// Which member of a family an element is.
    fn type_name(&mut self, name: &str) -> Result<(), Error> {
        self.attribute("i:type", name)
    }

    fn unknown(&mut self, unknown: &UnknownEntity) -> Result<(), Error> {
        for (name, member) in &unknown.members {
            let written = self.child(|writer| {
                if !super::reader::is_name(name) {
                    let message = "the name of this member is no name of an XML element";
                    return Err(Error::new(ErrorKind::Unrepresentable, message));
                }
                writer.open(name);
                let Json::String(text) = member else {
                    return write_any(writer, name, member, Prefix::Declare);
                };
                // Without a type it is read as text. With one, the tag would be invalid: to a
                // schema it is of an enum's type, not of `xsd:string`.
                writer.out.push(b'>');
                write_text(text, &mut writer.out)?;
                writer.close(name);
                Ok(())
            });
            written.map_err(|error| error.inside(&step_of(name)))?;
        }
        Ok(())
    }

    /// The members are not in the order in which they are lent, so that all are lent at first:
    /// to the stack, unless there are many.
    fn members(&mut self, entity: &dyn DynEntity) -> Result<(), Error> {
        const SOME: usize = 4 * BLOCK;
        let count = entity.entity().properties.len();
        if count <= BLOCK {
            self.members_in(entity, &mut [Value::Null; BLOCK])
        } else if count <= SOME {
            self.members_in(entity, &mut [Value::Null; SOME])
        } else {
            self.members_in(
                entity,
                &mut vec![Value::Null; count.next_multiple_of(BLOCK)],
            )
        }
    }

    fn members_in<'v>(
        &mut self,
        entity: &'v dyn DynEntity,
        values: &mut [Value<'v>],
    ) -> Result<(), Error> {
        let of = entity.entity();
        let (blocks, _) = values.as_chunks_mut::<BLOCK>();
        for (number, block) in blocks.iter_mut().enumerate() {
            entity.read(number, block);
        }
        for index in 0..of.properties.len() {
            let index = self.place(of, index);
            if let (Some(property), Some(value)) = (of.properties.get(index), values.get(index)) {
                // That contract is older than some properties, and its schemas are strict.
                if property.web_api_only && self.contract == Contract::Soap {
                    continue;
                }
                let value = *value;
                self.child(|writer| writer.member(property, value))
                    .map_err(|error| error.inside(property.name()))?;
            }
        }
        Ok(())
    }

    /// Which property stands at a position of the document.
    fn place(&self, of: &Entity, position: usize) -> usize {
        match self.contract {
            Contract::WebApi => of
                .by_contract
                .get(position)
                .map_or(position, |index| usize::from(*index)),
            // The base's properties, which stand last in JSON, come first.
            Contract::Soap => of.base_first(position),
        }
    }

    fn member(&mut self, property: &Property, value: Value<'_>) -> Result<(), Error> {
        self.open(property.name());
        self.content(
            property.name(),
            property.ty,
            value,
            Some(property),
            Prefix::Declare,
        )
    }

    fn list(&mut self, ty: Type, list: &dyn List, prefix: Prefix) -> Result<(), Error> {
        let of = match ty.required() {
            Type::List(of) => *of,
            other => other,
        };
        let (space, name) = item(of);
        let mut inner = Prefix::Declare;
        let mut name = name;
        if space == Space::Arrays {
            if prefix == Prefix::Declare {
                // One for each list, and a namespace that needs no look.
                self.out.extend_from_slice(b" xmlns:a=\"");
                self.out.extend_from_slice(ARRAYS.as_bytes());
                self.out.push(b'"');
            }
            inner = if prefix == Prefix::None {
                Prefix::None
            } else {
                Prefix::InScope
            };
            if prefix != Prefix::None {
                name = prefixed(&name);
            }
        }
        self.out.push(b'>');
        let count = list.count();
        let mut block = [Value::Null; BLOCK];
        for number in 0..count.div_ceil(BLOCK) {
            list.read(number, &mut block);
            let from = number * BLOCK;
            for (index, value) in (from..count).zip(block) {
                let written = self.child(|writer| {
                    writer.open(&name);
                    writer.content(&name, of, value, None, inner)
                });
                written.map_err(|error| error.inside(&index.to_string()))?;
            }
        }
        Ok(())
    }

    fn entries(
        &mut self,
        ty: Type,
        dictionary: &dyn Dictionary,
        property: Option<&Property>,
    ) -> Result<(), Error> {
        let (key_type, of) = match ty.required() {
            Type::Dictionary(key, of) => (key, *of),
            other => (KeyType::Text, other),
        };
        let name = property
            .and_then(|property| property.entry)
            .map_or_else(|| entry(key_type, of), Into::into);
        dictionary.each(&mut |key, value| {
            self.child(|writer| writer.entry(&name, key, of, value))
                .map_err(|error| error.inside(&key.step()))
        })
    }

    fn entry(&mut self, name: &str, key: Key<'_>, of: Type, value: Value<'_>) -> Result<(), Error> {
        self.open(name);
        self.out.push(b'>');
        self.child(|writer| {
            writer.out.extend_from_slice(b"<Key>");
            writer.key(key)?;
            writer.out.extend_from_slice(b"</Key><Value");
            writer.content("Value", of, value, None, Prefix::Declare)
        })?;
        self.close(name);
        Ok(())
    }

    fn key(&mut self, key: Key<'_>) -> Result<(), Error> {
        match key {
            Key::Text(text) => write_text(text, &mut self.out)?,
            Key::Int(number) => self
                .out
                .extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
            Key::DateTime(date) => date.write(&mut self.out),
        }
        Ok(())
    }

    /// The text of a value without members.
    pub(super) fn simple(&mut self, value: Value<'_>) -> Result<(), Error> {
        match value {
            Value::Bool(flag) => self
                .out
                .extend_from_slice(if flag { b"true" } else { b"false" }),
            Value::Int(number) => self
                .out
                .extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
            Value::Number(number) => self
                .out
                .extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
            Value::Double(number) => self.double(number),
            Value::Decimal(number) => self.out.extend_from_slice(number.text().as_bytes()),
            Value::Text(text) | Value::Name(text) => write_text(text, &mut self.out)?,
            Value::Bytes(bytes) => write_base64(bytes, &mut self.out),
            Value::DateTime(date) => date.write(&mut self.out),
            Value::Duration(length) => self.out.extend_from_slice(length.to_xml().as_bytes()),
            Value::Flags(set, of) => {
                // A list of names: composites are no names of the schema's type.
                set.write_names(of, " ", false, &mut |text| write_text(text, &mut self.out))?;
            }
            Value::Null
            | Value::Any(_)
            | Value::Entity(_)
            | Value::Unknown(_)
            | Value::List(_)
            | Value::Dictionary(_) => {}
        }
        Ok(())
    }

    /// xsd:double has words for what is no number (XML Schema part 2, section 3.2.5).
    pub(super) fn double(&mut self, number: f64) {
        if number.is_finite() {
            write_finite(number, &mut self.out);
        } else {
            let word: &[u8] = match number {
                number if number.is_nan() => b"NaN",
                number if number > 0.0 => b"INF",
                _ => b"-INF",
            };
            self.out.extend_from_slice(word);
        }
    }
}
