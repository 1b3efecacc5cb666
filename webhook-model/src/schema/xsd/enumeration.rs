//! Enums: one name, or for flags a list of names.

use super::markup::Markup;
use super::serialization;
use crate::format::Contract;
use crate::property::enumeration::{Enumeration, Variant};

/// Writes the simple type of an enum.
pub(super) fn write(name: &str, of: &Enumeration, contract: Contract, markup: &mut Markup) {
    markup.start("xs:simpleType", &[("name", name)]);
    if of.flags {
        markup.start("xs:list", &[]);
        markup.start("xs:simpleType", &[]);
    }
    markup.start("xs:restriction", &[("base", "xs:string")]);
    // XML has no names for an empty set and for combinations: the list expresses both.
    let listed = |variant: &&Variant| {
        let in_contract = !variant.web_api_only || contract == Contract::WebApi;
        in_contract && (!of.flags || variant.number.count_ones() == 1)
    };
    for (position, variant) in of.variants.iter().filter(listed).enumerate() {
        if implied(position, of.flags) == Some(variant.number) {
            markup.empty("xs:enumeration", &[("value", variant.name)]);
        } else {
            numbered(variant, markup);
        }
    }
    markup.end();
    if of.flags {
        markup.end();
        markup.end();
    }
    markup.end();
}

/// The number that .NET's tools assume for a name at its position.
fn implied(position: usize, flags: bool) -> Option<i32> {
    let position = u32::try_from(position).ok()?;
    if flags {
        1_i32.checked_shl(position)
    } else {
        i32::try_from(position).ok()
    }
}

fn numbered(variant: &Variant, markup: &mut Markup) {
    markup.start("xs:enumeration", &[("value", variant.name)]);
    markup.start("xs:annotation", &[]);
    markup.start("xs:appinfo", &[]);
    markup.text(
        "EnumerationValue",
        &[("xmlns", serialization::NAMESPACE)],
        itoa::Buffer::new().format(variant.number),
    );
    markup.end();
    markup.end();
    markup.end();
}
