//! The XML writer: one walk over types and values, not generic over the entity.

use serde_json::Value as Json;

use super::any::write_any;
use super::escape::write_text;
use super::names::{Space, entry, item, prefixed};
use super::reader::XmlLimits;
use super::unknown::{Said, said};
use super::{ARRAYS, Contract, INSTANCE, SERIALIZATION};
use crate::entity::Property;
use crate::error::{Error, ErrorKind, step_of};
use crate::format::output::Output;
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
    // A namespace that needs no look.
    writer
        .out
        .enclose(*b" xmlns:i=\"", INSTANCE.as_bytes(), *b"\"");
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

/// The rest of the tag of an element that is null.
pub(super) const NULL: [u8; 15] = *b" i:nil=\"true\"/>";

pub(super) struct Writer<'o> {
    pub(super) out: Output<'o>,
    pub(super) contract: Contract,
    depth: usize,
}

impl Writer<'_> {
    pub(super) fn open(&mut self, name: &str) {
        self.out.enclose(*b"<", name.as_bytes(), []);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.out.enclose(*b" ", name.as_bytes(), *b"=\"");
        // Namespace names are the only values, and the application chooses some of them.
        if memchr::memchr3(b'"', b'\n', b'\t', value.as_bytes()).is_some() {
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
        self.out.enclose(*b"</", name.as_bytes(), *b">");
    }

    /// Writes an element. Most have no attributes and nothing but text inside: their tags are
    /// written as wholes.
    #[inline]
    pub(super) fn element(
        &mut self,
        name: &str,
        ty: Type,
        value: Value<'_>,
        property: Option<&Property>,
        prefix: Prefix,
    ) -> Result<(), Error> {
        let tag = name.as_bytes();
        match value {
            Value::Null => {
                self.out.enclose(*b"<", tag, NULL);
                return Ok(());
            }
            Value::Any(_)
            | Value::Entity(_)
            | Value::Unknown(_)
            | Value::List(_)
            | Value::Dictionary(_) => {
                self.open(name);
                return self.content(name, ty, value, property, prefix);
            }
            Value::Text(text) | Value::Name(text) => {
                self.out.enclose(*b"<", tag, *b">");
                write_text(text, &mut self.out)?;
            }
            simple => {
                self.out.enclose(*b"<", tag, *b">");
                self.simple(simple)?;
            }
        }
        self.close(name);
        Ok(())
    }

    /// The rest of an element whose name and namespaces are written.
    pub(super) fn content(
        &mut self,
        name: &str,
        ty: Type,
        value: Value<'_>,
        property: Option<&Property>,
        prefix: Prefix,
    ) -> Result<(), Error> {
        match value {
            Value::Null => self.out.extend_from_slice(&NULL),
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
                self.unknown(ty, unknown)?;
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
        self.check_depth()?;
        self.depth -= 1;
        let written = write(self);
        self.depth += 1;
        written
    }

    /// Whether there may be an element within the one that is open.
    #[inline]
    pub(super) fn check_depth(&self) -> Result<(), Error> {
        if self.depth > 0 {
            Ok(())
        } else {
            Err(too_deep())
        }
    }

    /// Which member of a family an element is.
    fn type_name(&mut self, name: &str) -> Result<(), Error> {
        self.attribute("i:type", name)
    }

    fn unknown(&mut self, ty: Type, unknown: &UnknownEntity) -> Result<(), Error> {
        let base = match ty.required() {
            Type::Family(of) => of().base(),
            _ => None,
        };
        for (name, member) in &unknown.members {
            let written = self.child(|writer| {
                if !super::reader::is_name(name) {
                    let message = "the name of this member is no name of an XML element";
                    return Err(Error::new(ErrorKind::Unrepresentable, message));
                }
                writer.open(name);
                match (said(base, name, member), member) {
                    (Said::Nothing, Json::String(text)) => {
                        writer.out.push(b'>');
                        write_text(text, &mut writer.out)?;
                        writer.close(name);
                    }
                    (said, _) => {
                        if matches!(said, Said::Array) {
                            writer.type_name("a:ArrayOfanyType")?;
                        }
                        write_any(writer, name, member, Prefix::Declare)?;
                    }
                }
                Ok(())
            });
            written.map_err(|error| error.inside(&step_of(name)))?;
        }
        Ok(())
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
                self.out.enclose(*b" xmlns:a=\"", ARRAYS.as_bytes(), *b"\"");
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
                let written = self.child(|writer| writer.element(&name, of, value, None, inner));
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
            Key::Int(number) => self.out.int(number.into()),
            Key::DateTime(date) => date.write(&mut self.out),
        }
        Ok(())
    }
}

#[cold]
fn too_deep() -> Error {
    Error::new(
        ErrorKind::Unrepresentable,
        format!("elements nested deeper than {} levels", XmlLimits::DEPTH),
    )
}
