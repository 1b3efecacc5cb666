//! The rules of a property as facets of a simple value (XML Schema part 2 section 4.3).

use super::markup::Markup;
use super::particle::{Occurs, simple};
use crate::entity::Property;
use crate::property::Type;
use crate::property::text_format::TextFormat;

/// The facets, each with its value; none if the rules do not apply to a simple value.
pub(super) fn of(property: &Property) -> Vec<(&'static str, String)> {
    let ty = property.ty.required();
    let mut facets = Vec::new();
    if matches!(ty, Type::Text) {
        // XML Schema counts characters where .NET counts UTF-16 code units, which are never fewer.
        facets.extend(
            property
                .max_length
                .map(|most| ("xs:maxLength", most.to_string())),
        );
        let pattern = property.format.map(pattern);
        facets.extend(pattern.map(|pattern| ("xs:pattern", pattern.to_owned())));
    }
    if let (Some(range), false) = (property.range, matches!(ty, Type::List(_))) {
        let ends = [
            ("xs:minInclusive", range.least),
            ("xs:maxInclusive", range.most),
        ];
        facets.extend(
            ends.into_iter()
                .filter_map(|(facet, end)| Some((facet, end?.to_string()))),
        );
    }
    facets
}

/// Patterns match whole values, and `-` is written with an escape.
const fn pattern(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Email => "[^@]+@[^@]+",
        TextFormat::HttpsUrl => "[Hh][Tt][Tt][Pp][Ss]://.*",
        TextFormat::EventName => r"[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)*",
    }
}

/// Writes an element of an XML Schema type with facets.
pub(super) fn element(
    markup: &mut Markup,
    property: &Property,
    nillable: bool,
    occurs: Occurs,
    facets: &[(&'static str, String)],
) {
    let mut attributes = occurs.attributes().to_vec();
    attributes.push(("name", property.name()));
    if nillable {
        attributes.push(("nillable", "true"));
    }
    markup.start("xs:element", &attributes);
    markup.start("xs:simpleType", &[]);
    markup.start(
        "xs:restriction",
        &[("base", simple(property.ty.required()))],
    );
    for (facet, value) in facets {
        markup.empty(facet, &[("value", value)]);
    }
    for _ in 0..3 {
        markup.end();
    }
}
