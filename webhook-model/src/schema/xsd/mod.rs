//! XML Schemas (W3C XML Schema 1.0) of entities: the documents of the XML writer are valid against
//! them.

mod arrays;
mod collector;
mod defined;
mod document;
mod enumeration;
mod facets;
mod markup;
mod particle;
mod serialization;

use std::collections::HashSet;

use self::collector::Collector;
use crate::entity::Entity;
use crate::format::Contract;

/// One schema document; documents of one set refer to each other by file name.
///
/// ```
/// use webhook_model::schema::xsd;
/// use webhook_model::{Contract, NetServerEntity, Webhook};
///
/// let files = xsd(&[Webhook::ENTITY], Contract::Soap, None);
/// let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
/// assert_eq!(names, ["Services88.xsd", "Arrays.xsd"]);
/// assert!(files[0].text.contains(r#"<xs:complexType name="Webhook">"#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct XsdFile {
    /// The file's name, without a folder; others import it by that.
    pub name: String,
    /// The target namespace.
    pub namespace: String,
    /// The document, in UTF-8.
    pub text: String,
}

/// The XML Schemas of entities in one contract, with all types that they refer to.
///
/// There is a file for each namespace: that of the first entity comes first, and .NET's namespaces for
/// arrays and durations last, if they are needed. An entity without an XML namespace of its own is in
/// the surrounding one. If entities of several agents have the same name, the element of that name has
/// any type. `namespace` is the one set by [`Encoder::namespace`](crate::Encoder::namespace) for
/// documents.
///
/// The documents of the [`Encoder`](crate::Encoder) are valid, with members in the contract's order,
/// each of them optional. Unknown names and numbers of enums, which the encoder keeps, are not valid.
///
/// ```
/// use webhook_model::schema::xsd;
/// use webhook_model::{Associate, Contract, NetServerEntity};
///
/// let files = xsd(&[Associate::ENTITY], Contract::WebApi, Some("http://example.com/crm/11"));
/// assert_eq!(files[0].name, "11.xsd");
/// assert!(files[0].text.contains(r#"<xs:extension base="tns:Carrier">"#));
/// ```
#[must_use]
pub fn xsd(
    entities: &[&'static Entity],
    contract: Contract,
    namespace: Option<&str>,
) -> Vec<XsdFile> {
    if entities.is_empty() {
        return Vec::new();
    }
    Collector::new(contract, namespace).files(entities)
}

/// File names from the ends of namespaces, each of them unique.
#[derive(Default)]
struct FileNames(HashSet<String>);

impl FileNames {
    fn take(&mut self, namespace: &str) -> String {
        let end = namespace
            .split('/')
            .rfind(|part| !part.is_empty())
            .unwrap_or_default();
        let safe = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
        let stem: String = end
            .chars()
            .map(|letter| if safe(letter) { letter } else { '_' })
            .collect();
        // A file system may ignore case.
        let mut name = format!("{stem}.xsd");
        let mut number = 1_usize;
        while !self.0.insert(name.to_ascii_lowercase()) {
            number += 1;
            name = format!("{stem}{number}.xsd");
        }
        name
    }
}

#[cfg(test)]
mod tests;
