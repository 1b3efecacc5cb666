//! Defaults in brackets.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Expr, Ident, Type};

use super::{Read, check_text, is_flags, literal};
use crate::check::types::{arguments, is_option, is_plain, last_segment_in_option};
use crate::diagnostics::Diagnostics;
use crate::input::RawField;
use crate::model::Literal;
use crate::tokens::{lone_commas, split, ungrouped};

/// The group of `[..]`.
pub(super) fn list(tokens: &TokenStream) -> Option<Group> {
    let mut tokens = ungrouped(tokens.clone()).into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Bracket => {
            Some(group)
        }
        _ => None,
    }
}

/// The literals of a list.
pub(super) fn literals(
    raw: &RawField,
    group: &Group,
    diagnostics: &mut Diagnostics,
) -> Option<Literal> {
    let items = split(group.stream());
    // #[netserver(default = [])]
    if items.is_empty() {
        diagnostics.at(
            group,
            if is_option(&raw.ty) {
                "without a default an `Option` is `None`; for an empty list in it write `default = Some(Vec::new())`"
            } else {
                "an empty list needs no default: a `Vec` begins empty; remove `default`"
            },
        );
        return None;
    }
    // #[netserver(default = ["a",, "b"])]
    let mut commas = lone_commas(group.stream()).into_iter();
    if let Some(comma) = commas.next() {
        diagnostics.at_span(comma, "an item is missing before this comma; remove it");
        return None;
    }
    // #[netserver(default = [Read, Write])] flags: Flags<Right>
    if is_flags(raw) {
        diagnostics.at(
            group,
            format!(
                "a list in brackets is a default of `Vec<T>`; write `default = {}`",
                of_list(raw, &group.stream())
            ),
        );
        return None;
    }
    let mut read_items = Vec::with_capacity(items.len());
    for item in &items {
        let nested = list(item);
        let read = match (nested, syn::parse2::<Expr>(item.clone())) {
            (Some(group), _) => {
                literals(raw, &group, diagnostics).map_or(Read::Wrong, Read::Literal)
            }
            (None, Ok(expression)) => literal(&expression, None, diagnostics),
            (None, Err(_)) => Read::Other,
        };
        match read {
            Read::Literal(literal) => {
                check_text(raw, &literal, diagnostics);
                read_items.push(literal);
            }
            Read::Wrong => {}
            // #[netserver(default = [Active])]
            Read::Other => {
                diagnostics.at(
                    item,
                    format!("an item of a default is text, a number, or `true` or `false`; for anything else write an expression of the whole list: `default = {}`", of_list(raw, &group.stream())),
                );
                return None;
            }
        }
    }
    (read_items.len() == items.len()).then_some(Literal::List(read_items, group.span()))
}

/// The expression to write instead of a list, for the type of the field and the names in the list.
pub(super) fn of_list(raw: &RawField, meant: &TokenStream) -> String {
    let Some(last) = last_segment_in_option(&raw.ty) else {
        return "make_it()".to_owned();
    };
    let item = arguments(last).next().filter(|held| !is_plain(held));
    let item = item.and_then(name_of);
    let names = item.map(|item| {
        let names = meant.clone().into_iter().filter_map(|token| match token {
            TokenTree::Ident(name) => Some(format!("{item}::{name}")),
            _ => None,
        });
        let names: Vec<String> = names.collect();
        if names.is_empty() {
            format!("{item}::Name")
        } else {
            names.join(", ")
        }
    });
    let names = names.unwrap_or_else(|| "..".to_owned());
    let whole = match last.ident.to_string().as_str() {
        "Vec" => format!("vec![{names}]"),
        "Flags" => format!("Flags::from([{names}])"),
        name @ ("BTreeMap" | "HashMap") => format!("{name}::from([(key, value)])"),
        _ => return "make_it()".to_owned(),
    };
    if is_option(&raw.ty) {
        format!("Some({whole})")
    } else {
        whole
    }
}

/// The last name of a type without arguments.
fn name_of(ty: &Type) -> Option<&Ident> {
    last_segment_in_option(ty)
        .filter(|last| last.arguments.is_none())
        .map(|last| &last.ident)
}
