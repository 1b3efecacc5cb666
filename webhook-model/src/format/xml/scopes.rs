//! The namespaces of a document: the default namespace, and the declared prefixes.

use super::reader::XmlLimits;
use super::write::{Style, Writer};
use super::{ARRAYS, ARRAYS_DECLARED, SERIALIZATION};
use crate::error::{Error, ErrorKind};

/// The declaration of the prefix for XML Schema's namespace, as an attribute.
const SCHEMA_DECLARED: &str = " xmlns:b=\"http://www.w3.org/2001/XMLSchema\"";

/// The namespaces in scope for the next element.
pub(super) struct Scopes<'n> {
    /// The default namespace.
    namespace: &'n str,
    /// The contract's namespace, or the one that the application has set.
    contract: &'n str,
    /// Whether the application has set the namespace of the whole document.
    is_set: bool,
    /// How many changes of the default namespace are open.
    switches: usize,
    /// Where another attribute of the root can be inserted.
    pub(super) root: usize,
    /// Whether the prefix of .NET's array namespace is declared on the root.
    arrays: bool,
    /// Whether the prefix of XML Schema's namespace is declared on the root.
    schema: bool,
}

impl<'n> Scopes<'n> {
    pub(super) fn new(style: Style<'n>, namespace: &'n str) -> Self {
        Self {
            namespace,
            contract: style.namespace.unwrap_or(style.contract.namespace()),
            is_set: style.namespace.is_some(),
            switches: 0,
            root: 0,
            arrays: false,
            schema: false,
        }
    }

    /// Whether content of a namespace needs another default namespace.
    pub(super) fn is_other(&self, namespace: &str) -> bool {
        !self.is_set && namespace != self.namespace
    }

    /// The contract's namespace, in a document whose default namespace is one of .NET's.
    pub(super) fn contract_apart(&self) -> Option<&'n str> {
        matches!(self.namespace, ARRAYS | SERIALIZATION).then_some(self.contract)
    }
}

impl<'n> Writer<'_, 'n> {
    /// Writes an element whose content is in another namespace. The element's name has the prefix of
    /// the namespace around it, so that its content needs none.
    #[cold]
    pub(super) fn switched(
        &mut self,
        name: &str,
        namespace: &'n str,
        content: impl FnOnce(&mut Self, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        /// The reader counts two declarations for each, and those of the root.
        const MOST: usize = XmlLimits::NAMESPACES / 2 - 4;
        let problem = if self.scopes.switches == MOST {
            format!("more than {MOST} entities of other namespaces in each other")
        } else if self.scopes.namespace.is_empty() {
            "a prefix cannot be declared for the surrounding namespace, whose name is empty"
                .to_owned()
        } else {
            String::new()
        };
        if !problem.is_empty() {
            return Err(Error::new(ErrorKind::Unrepresentable, problem));
        }
        let name = format!("o:{name}");
        self.open(&name);
        self.attribute("xmlns:o", self.scopes.namespace)?;
        self.attribute("xmlns", namespace)?;
        self.within(namespace, |writer| content(writer, &name))
    }

    /// Declares the prefix of .NET's array namespace on the root.
    pub(super) fn declare_arrays(&mut self) {
        if !std::mem::replace(&mut self.scopes.arrays, true) {
            self.declare(ARRAYS_DECLARED);
        }
    }

    /// Declares the prefix of XML Schema's namespace on the root.
    pub(super) fn declare_schema(&mut self) {
        if !std::mem::replace(&mut self.scopes.schema, true) {
            self.declare(SCHEMA_DECLARED);
        }
    }

    #[cold]
    fn declare(&mut self, attribute: &str) {
        self.out.insert(self.scopes.root, attribute.as_bytes());
        self.scopes.root += attribute.len();
    }

    /// Writes the content of an element that declares another default namespace.
    pub(super) fn within<T>(
        &mut self,
        namespace: &'n str,
        write: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let around = std::mem::replace(&mut self.scopes.namespace, namespace);
        self.scopes.switches += 1;
        let written = write(self);
        self.scopes.switches -= 1;
        self.scopes.namespace = around;
        written
    }
}

#[cfg(test)]
mod tests {
    use super::SCHEMA_DECLARED;
    use crate::format::xml::{ARRAYS, ARRAYS_DECLARED, SCHEMA};

    #[test]
    fn the_declarations_have_the_namespaces() {
        assert_eq!(ARRAYS_DECLARED, format!(" xmlns:a=\"{ARRAYS}\""));
        assert_eq!(SCHEMA_DECLARED, format!(" xmlns:b=\"{SCHEMA}\""));
    }
}
