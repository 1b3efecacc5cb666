//! An enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::Docs;
use super::types::{Types, ident};
use crate::facts::Enumeration;
use crate::plan::Names;

/// The enum of a name on the wire.
pub(super) fn enumeration(
    types: &mut Types<'_>,
    name: &str,
    facts: &Enumeration,
    words: Docs,
) -> TokenStream {
    let rust = ident(&types.plan.enums[name].rust);
    let mut names = Names::default();
    let mut variants = TokenStream::new();
    let mut unnumbered = i32::MIN;
    for (wire, number, aliases) in variants_of(facts) {
        let variant = names.of_variant(wire);
        let mut keys = Vec::new();
        if variant != *wire {
            keys.push(quote!(rename = #wire));
        }
        keys.extend(aliases.iter().map(|alias| quote!(alias = #alias)));
        let keys = (!keys.is_empty()).then(|| quote!(#[netserver(#(#keys),*)]));
        let (number, about) = if let Some(number) = number {
            (number, words.of("", &format!("`{wire}`, {number}.")))
        } else {
            unnumbered = unnumbered.wrapping_add(1);
            let about = words.of("", &format!("`{wire}`; the number is unknown."));
            (unnumbered.wrapping_sub(1), about)
        };
        let number = literal(number);
        let variant = ident(&variant);
        variants.extend(quote!(#about #keys #variant = #number,));
    }
    let derive = types.model("NetServerEnum");
    let about = words.of("", &about(name, facts));
    let wire = (rust != *name).then(|| quote!(entity = #name));
    if facts.flags {
        let wire = wire.map(|wire| quote!(, #wire));
        return quote! {
            #about
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, #derive)]
            #[netserver(flags #wire)]
            pub enum #rust {
                #variants
            }
        };
    }
    let other = ident(&names.first_free(&["Other", "Newer", "Unrecognized", "OtherValue"]));
    let unknown = types.model("UnknownVariant");
    let about_other = words.of("", "A name or number that this version does not know.");
    let wire = wire.map(|wire| quote!(#[netserver(#wire)]));
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash, #derive)]
        #wire
        #[repr(i32)]
        pub enum #rust {
            #variants
            #about_other
            #[netserver(other)]
            #other(#unknown),
        }
    }
}

/// A number literal; more than five digits are grouped by three.
fn literal(number: i32) -> TokenStream {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) && digits.len() > 5 {
            text.push('_');
        }
        text.push(digit);
    }
    let sign = if number < 0 { "-" } else { "" };
    // Digits and underscores always parse.
    format!("{sign}{text}").parse().unwrap_or_default()
}

/// The names with their numbers. A second name for a number is an alias.
fn variants_of(facts: &Enumeration) -> Vec<(&String, Option<i32>, Vec<&String>)> {
    let mut variants: Vec<(&String, Option<i32>, Vec<&String>)> = Vec::new();
    for (name, number) in &facts.variants {
        let known = variants
            .iter_mut()
            .find(|(_, known, _)| number.is_some() && known == number);
        match known {
            Some((_, _, aliases)) => aliases.push(name),
            None => variants.push((name, *number, Vec::new())),
        }
    }
    variants
}

/// The properties that use the enum.
fn about(name: &str, facts: &Enumeration) -> String {
    let users: Vec<String> = facts
        .users
        .iter()
        .take(3)
        .map(|user| format!("`{user}`"))
        .collect();
    let more = facts.users.len().saturating_sub(users.len());
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("The values of {}{more}: `{name}`.", users.join(", "))
}
