//! A start tag in its scope: declarations, resolved names, and the attributes with information about
//! the value.

use std::borrow::Cow;

use super::characters::trim;
use super::element::{Element, Hints, TypeName};
use super::error::{LocatedError, XmlErrorKind, quoted};
use super::limits::XmlLimits;
use super::names::QName;
use super::namespaces::Namespaces;
use super::references::normalize_attribute;
use super::tag::{Attribute, split_tag};

/// The namespace of `nil` and `type`.
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The namespace of `Ref`, by which .NET refers to an object written before.
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// Reads start tags one after the other.
#[derive(Debug, Clone)]
pub(super) struct StartTags<'a> {
    pub(super) namespaces: Namespaces<'a>,
    /// The attributes of the current tag other than declarations.
    attributes: Vec<Attribute<'a>>,
    limits: XmlLimits,
}

impl<'a> StartTags<'a> {
    pub(super) fn new(limits: XmlLimits) -> Self {
        Self {
            namespaces: Namespaces::new(),
            attributes: Vec::new(),
            limits,
        }
    }

    /// Reads the text between `<` and `>`, at offset `at`. Returns the element and its name as written.
    pub(super) fn read(
        &mut self,
        inside: &'a str,
        at: usize,
    ) -> Result<(&'a str, Element<'a>), LocatedError> {
        let (written, name, mut attributes) = split_tag(inside, at)?;
        let scope = self.namespaces.len();
        self.attributes.clear();
        let mut count = 0;
        while let Some(attribute) = attributes.next()? {
            count += 1;
            if count > self.limits.attributes {
                let limit = self.limits.attributes;
                let kind = XmlErrorKind::TooManyAttributes { limit };
                return Err(LocatedError::new(kind, attribute.at));
            }
            let prefix = match (attribute.name.prefix, attribute.name.local) {
                (None, "xmlns") => None,
                (Some("xmlns"), prefix) => Some(prefix),
                _ => {
                    self.attributes.push(attribute);
                    continue;
                }
            };
            let uri = normalize_attribute(attribute.value);
            self.namespaces
                .declare(prefix, uri, scope, &self.limits)
                .map_err(|kind| LocatedError::new(kind, attribute.at))?;
        }
        let namespace = self
            .namespaces
            .resolve(name.prefix)
            .map_err(|kind| LocatedError::new(kind, at))?
            .cloned();
        let element = Element {
            local: name.local,
            namespace,
            hints: self.hints()?,
        };
        Ok((written, element))
    }

    /// Resolves the attributes, refuses duplicates, and takes the information about the value.
    fn hints(&self) -> Result<Hints<'a>, LocatedError> {
        let mut hints = Hints::default();
        for (index, attribute) in self.attributes.iter().enumerate() {
            let fault = |kind| LocatedError::new(kind, attribute.at);
            let namespace = self.attribute_namespace(attribute.name).map_err(fault)?;
            // Bounded by the limit on attributes.
            for earlier in self.attributes.iter().take(index) {
                if earlier.name.local == attribute.name.local
                    && self.attribute_namespace(earlier.name).map_err(fault)? == namespace
                {
                    let name = quoted(attribute.name.local);
                    return Err(fault(XmlErrorKind::DuplicateAttribute { name }));
                }
            }
            match (namespace, attribute.name.local) {
                (Some(SCHEMA_INSTANCE), "nil") => {
                    hints.nil = boolean(attribute.value).map_err(fault)?;
                }
                (Some(SCHEMA_INSTANCE), "type") => {
                    let name = self.type_name(attribute.value).map_err(fault)?;
                    hints.xsi_type = Some(Box::new(name));
                }
                (Some(SERIALIZATION), "Ref") => hints.reference = true,
                _ => {}
            }
        }
        Ok(hints)
    }

    /// The default namespace does not apply to attributes (Namespaces in XML, 6.2).
    fn attribute_namespace(&self, name: QName<'_>) -> Result<Option<&str>, XmlErrorKind> {
        match name.prefix {
            None => Ok(None),
            prefix => Ok(self.namespaces.resolve(prefix)?.map(AsRef::as_ref)),
        }
    }

    /// A qualified name as a value; without a prefix it is in the default namespace.
    fn type_name(&self, value: &'a str) -> Result<TypeName<'a>, XmlErrorKind> {
        let value = normalize_attribute(value);
        let name = trimmed_name(&value)?;
        let namespace = self.namespaces.resolve(name.prefix)?.cloned();
        let local = match &value {
            Cow::Borrowed(value) => Cow::Borrowed(trimmed_name(value)?.local),
            Cow::Owned(_) => Cow::Owned(name.local.to_owned()),
        };
        Ok(TypeName { namespace, local })
    }
}

/// xsd:QName, white space around it ignored.
fn trimmed_name(value: &str) -> Result<QName<'_>, XmlErrorKind> {
    QName::parse(trim(value)).map_err(|_| XmlErrorKind::InvalidType)
}

/// xsd:boolean, white space around it ignored.
fn boolean(value: &str) -> Result<bool, XmlErrorKind> {
    match trim(&normalize_attribute(value)) {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(XmlErrorKind::InvalidNil),
    }
}
