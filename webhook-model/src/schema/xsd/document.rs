//! The root of a schema document.

use super::markup::Markup;
use crate::format::xml::SCHEMA;

/// Another namespace, its prefix here, and the file of its schema.
pub(super) struct Import<'f> {
    pub(super) namespace: &'f str,
    pub(super) prefix: String,
    pub(super) file: &'f str,
}

/// Opens a schema document; the target namespace has the prefix `tns`.
pub(super) fn start(markup: &mut Markup, namespace: &str, imports: &[Import<'_>]) {
    let prefixes: Vec<String> = imports
        .iter()
        .map(|import| format!("xmlns:{}", import.prefix))
        .collect();
    let mut attributes = vec![
        ("xmlns:xs", SCHEMA),
        ("xmlns:tns", namespace),
        ("targetNamespace", namespace),
        ("elementFormDefault", "qualified"),
    ];
    for (prefix, import) in prefixes.iter().zip(imports) {
        attributes.push((prefix, import.namespace));
    }
    markup.start("xs:schema", &attributes);
    for import in imports {
        markup.empty(
            "xs:import",
            &[
                ("namespace", import.namespace),
                ("schemaLocation", import.file),
            ],
        );
    }
}
