//! Namespace declarations in scope (Namespaces in XML 1.0, third edition).

use std::borrow::Cow;

use super::error::{XmlErrorKind, quoted};
use super::limits::XmlLimits;

/// The namespace that the prefix `xml` is bound to.
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of declarations themselves; no prefix may be bound to it.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

#[derive(Debug, Clone)]
struct Binding<'a> {
    /// `None` for the default namespace.
    prefix: Option<&'a str>,
    /// Empty if the default namespace is undeclared.
    uri: Cow<'a, str>,
}

/// A stack of declarations. The end of an element removes those of its tag.
///
/// Look-ups walk the stack, whose height [`XmlLimits::namespaces`] bounds.
#[derive(Debug, Clone)]
pub(super) struct Namespaces<'a> {
    bindings: Vec<Binding<'a>>,
}

impl<'a> Namespaces<'a> {
    pub(super) fn new() -> Self {
        let xml = Binding {
            prefix: Some("xml"),
            uri: Cow::Borrowed(XML),
        };
        // A root usually has two declarations.
        let mut bindings = Vec::with_capacity(4);
        bindings.push(xml);
        Self { bindings }
    }

    /// How many declarations are in scope, for [`truncate`](Self::truncate).
    pub(super) fn len(&self) -> usize {
        self.bindings.len()
    }

    /// Removes the declarations made since [`len`](Self::len) was `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.bindings.truncate(len);
    }

    /// Declares `prefix`, in a tag that began at `first` declarations.
    pub(super) fn declare(
        &mut self,
        prefix: Option<&'a str>,
        uri: Cow<'a, str>,
        first: usize,
        limits: &XmlLimits,
    ) -> Result<(), XmlErrorKind> {
        if let Some(rule) = broken_rule(prefix, &uri) {
            return Err(XmlErrorKind::InvalidNamespace { rule });
        }
        if uri.len() > limits.namespace_bytes {
            let limit = limits.namespace_bytes;
            return Err(XmlErrorKind::NamespaceTooLong { limit });
        }
        let mut own = self.bindings.iter().skip(first);
        if own.any(|binding| binding.prefix == prefix) {
            let name = quoted(prefix.unwrap_or("xmlns"));
            return Err(XmlErrorKind::DuplicateAttribute { name });
        }
        // The prefix `xml` is always bound.
        if self.bindings.len() > limits.namespaces {
            let limit = limits.namespaces;
            return Err(XmlErrorKind::TooManyNamespaces { limit });
        }
        self.bindings.push(Binding { prefix, uri });
        Ok(())
    }

    /// The namespace of an unprefixed element, or of a prefix.
    pub(super) fn resolve(
        &self,
        prefix: Option<&str>,
    ) -> Result<Option<&Cow<'a, str>>, XmlErrorKind> {
        let mut latest_first = self.bindings.iter().rev();
        match (
            latest_first.find(|binding| binding.prefix == prefix),
            prefix,
        ) {
            (Some(binding), _) => Ok((!binding.uri.is_empty()).then_some(&binding.uri)),
            (None, None) => Ok(None),
            (None, Some(prefix)) => Err(XmlErrorKind::UndeclaredPrefix {
                prefix: quoted(prefix),
            }),
        }
    }
}

/// The constraints of section 3 on bindings.
fn broken_rule(prefix: Option<&str>, uri: &str) -> Option<&'static str> {
    match prefix {
        Some("xmlns") => Some("the prefix `xmlns` can't be declared"),
        Some("xml") if uri != XML => Some("the prefix `xml` has a fixed namespace"),
        Some("xml") => None,
        _ if uri == XML => Some("only the prefix `xml` may have the namespace of XML"),
        _ if uri == XMLNS => Some("nothing may have the namespace of `xmlns`"),
        Some(_) if uri.is_empty() => Some("a prefix can't have an empty namespace"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Namespaces, XML, XMLNS, XmlErrorKind, XmlLimits};

    fn declare(prefix: Option<&'static str>, uri: &'static str) -> Result<(), XmlErrorKind> {
        Namespaces::new().declare(prefix, uri.into(), 1, &XmlLimits::default())
    }

    #[test]
    fn rules() {
        assert_eq!(declare(Some("p"), "u"), Ok(()));
        assert_eq!(declare(None, ""), Ok(()));
        assert_eq!(declare(Some("xml"), XML), Ok(()));
        assert_eq!(declare(Some("xmlish"), "u"), Ok(()));
        let bad = [
            (Some("xml"), "u"),
            (Some("xmlns"), "u"),
            (Some("xmlns"), XMLNS),
            (Some("p"), XML),
            (Some("p"), XMLNS),
            (Some("p"), ""),
            (None, XML),
            (None, XMLNS),
            (Some("xml"), ""),
        ];
        for (prefix, uri) in bad {
            let result = declare(prefix, uri);
            assert!(
                matches!(result, Err(XmlErrorKind::InvalidNamespace { .. })),
                "{prefix:?} {uri}"
            );
        }
    }

    #[test]
    fn scopes() {
        let limits = XmlLimits::default();
        let mut scope = Namespaces::new();
        scope
            .declare(Some("p"), "outer".into(), 1, &limits)
            .unwrap();
        scope.declare(None, "default".into(), 1, &limits).unwrap();
        let inner = scope.len();
        scope
            .declare(Some("p"), "inner".into(), inner, &limits)
            .unwrap();
        scope.declare(None, "".into(), inner, &limits).unwrap();
        assert_eq!(scope.resolve(Some("p")).unwrap().unwrap(), "inner");
        assert_eq!(scope.resolve(None), Ok(None));
        assert_eq!(scope.resolve(Some("xml")).unwrap().unwrap(), XML);
        scope.truncate(inner);
        assert_eq!(scope.resolve(Some("p")).unwrap().unwrap(), "outer");
        assert_eq!(scope.resolve(None).unwrap().unwrap(), "default");
        assert!(scope.resolve(Some("q")).is_err());
        assert!(scope.resolve(Some("xmlns")).is_err());
    }
}
