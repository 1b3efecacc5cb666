//! The XML writer: one walk over types and values, not generic over the entity.

use super::any_write::write_any;
use super::escape::write_text;
use super::names::{Space, entry, item, namespace_of, of_entity, prefixed};
use super::reader::XmlLimits;
use super::scopes::Scopes;
use super::{ARRAYS, Contract, INSTANCE, SERIALIZATION};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::property::Property;
use crate::property::{BLOCK, Dictionary, Key, KeyType, List, Type, Value};

/// The style of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style<'n> {
    pub(crate) contract: Contract,
    pub(crate) namespace: Option<&'n str>,
    /// The name of the entries of a document that is a dictionary, if it does not follow from the
    /// types.
    pub(crate) entry: Option<&'static str>,
}

/// Writes a whole document.
pub(crate) fn write(
    ty: Type,
    value: Value<'_>,
    style: Style<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let (space, name) = item(ty, style.contract);
    let namespace = style
        .namespace
        .or_else(|| namespace_of(ty, value))
        .unwrap_or(style.contract.namespace());
    let default = match (space, ty.required()) {
        (Space::Contract, _) => namespace,
        (Space::Arrays, Type::List(_)) => ARRAYS,
        // .NET's namespace for arrays is that of their items, not of a simple value by itself.
        (Space::Arrays, _) => SERIALIZATION,
    };
    let mut writer = Writer {
        start: out.len(),
        out: Output::new(out),
        contract: style.contract,
        entry: style.entry,
        // The root is one level.
        depth: XmlLimits::DEPTH - 1,
        scopes: Scopes::new(style, default),
    };
    writer.open(&name);
    writer.attribute("xmlns", default)?;
    // A namespace that needs no test.
    writer
        .out
        .enclose(*b" xmlns:i=\"", INSTANCE.as_bytes(), *b"\"");
    writer.scopes.root = writer.out.len();
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
    )?;
    writer.check_length()
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

/// The rest of the tag of a null element.
pub(super) const NULL: [u8; 15] = *b" i:nil=\"true\"/>";

pub(super) struct Writer<'o, 'n> {
    pub(super) out: Output<'o>,
    pub(super) contract: Contract,
    /// The name of the entries of the root.
    entry: Option<&'static str>,
    depth: usize,
    /// The start of the document.
    start: usize,
    pub(super) scopes: Scopes<'n>,
}

impl Writer<'_, '_> {
    pub(super) fn open(&mut self, name: &str) {
        self.out.enclose(*b"<", name.as_bytes(), []);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.out.enclose(*b" ", name.as_bytes(), *b"=\"");
        // Namespace names are the only attribute values, and the application may choose some of them.
        if memchr::memchr3(b'"', b'\n', b'\t', value.as_bytes()).is_some() {
            return Err(Error::new(
                ErrorKind::Unrepresentable,
                "a namespace name holds a quote or a line break",
            ));
        }
        if value.len() > XmlLimits::NAMESPACE_BYTES {
            let most = XmlLimits::NAMESPACE_BYTES;
            let message = format!("a namespace name is longer than {most} bytes");
            return Err(Error::new(ErrorKind::Unrepresentable, message));
        }
        write_text(value, &mut self.out)?;
        self.out.push(b'"');
        Ok(())
    }

    pub(super) fn close(&mut self, name: &str) {
        self.out.enclose(*b"</", name.as_bytes(), *b">");
    }

    /// Writes an element. Most have no attributes and only text inside: their tags are written as
    /// wholes.
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
            | Value::Dictionary(_) => return self.deep(name, ty, value, property, prefix),
            Value::Text(text) => {
                self.out.enclose(*b"<", tag, *b">");
                write_text(text, &mut self.out)?;
            }
            simple => {
                self.out.enclose(*b"<", tag, *b">");
                self.typed(&ty, &simple)?;
            }
        }
        self.close(name);
        Ok(())
    }

    /// Writes an element that may contain elements.
    #[inline]
    pub(super) fn deep(
        &mut self,
        name: &str,
        ty: Type,
        value: Value<'_>,
        property: Option<&Property>,
        prefix: Prefix,
    ) -> Result<(), Error> {
        if let Some(namespace) = namespace_of(ty, value)
            && self.scopes.is_other(namespace)
        {
            return self.switched(name, namespace, |writer, name| {
                writer.content(name, ty, value, property, prefix)
            });
        }
        self.open(name);
        self.content(name, ty, value, property, prefix)
    }

    /// The text of a value without members, if the contract can express it.
    #[inline]
    pub(super) fn typed(&mut self, ty: &Type, value: &Value<'_>) -> Result<(), Error> {
        self.check_name(ty, value)?;
        self.simple(*value)
    }

    /// The rest of an element, after its name and namespaces.
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
            Value::Any(any) => write_any(self, name, any)?,
            Value::Entity(entity) => {
                if matches!(ty.required(), Type::Family(_)) {
                    self.type_name(of_entity(entity.entity(), self.contract))?;
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
                if self.contract == Contract::Soap {
                    self.unknown_as_base(ty, unknown)?;
                } else {
                    self.unknown(ty, unknown)?;
                }
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
                self.typed(&ty, &simple)?;
                self.close(name);
            }
        }
        Ok(())
    }

    /// Writes an element inside the open one, to the depth that the reader accepts.
    pub(super) fn child(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.check_depth()?;
        self.check_length()?;
        self.depth -= 1;
        let written = write(self);
        self.depth += 1;
        written
    }

    /// Whether an element is allowed inside the open one.
    #[inline]
    pub(super) fn check_depth(&self) -> Result<(), Error> {
        if self.depth > 0 {
            Ok(())
        } else {
            Err(too_deep())
        }
    }

    /// Whether the reader accepts the document.
    #[inline]
    fn check_length(&self) -> Result<(), Error> {
        if self.out.len() - self.start <= XmlLimits::BYTES {
            Ok(())
        } else {
            Err(too_long())
        }
    }

    /// The member of a family that an element means.
    pub(super) fn type_name(&mut self, name: &str) -> Result<(), Error> {
        self.attribute("i:type", name)
    }

    fn list(&mut self, ty: Type, list: &dyn List, prefix: Prefix) -> Result<(), Error> {
        let of = match ty.required() {
            Type::List(of) => *of,
            other => other,
        };
        let (space, name) = item(of, self.contract);
        let mut inner = Prefix::Declare;
        let mut name = name;
        if space == Space::Arrays {
            if prefix == Prefix::Declare {
                // One for each list, and a namespace that needs no test.
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
        let said = match property {
            Some(property) => property.entry,
            None if self.depth == XmlLimits::DEPTH - 1 => self.entry,
            None => None,
        };
        let name = said.map_or_else(|| entry(key_type, of, self.contract), Into::into);
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
            writer.out.extend_from_slice(b"</Key>");
            writer.deep("Value", of, value, None, Prefix::Declare)
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

#[cold]
fn too_long() -> Error {
    let most = XmlLimits::BYTES;
    Error::new(
        ErrorKind::Unrepresentable,
        format!(
            "the document is longer than {most} bytes, the most that a reader takes: send fewer values, or JSON"
        ),
    )
}
