//! What `default = ..` may say, and what is known to be wrong before the compiler sees it.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Expr, Lit};

use crate::attributes::split;
use crate::diagnostics::Diagnostics;
use crate::input::RawField;
use crate::model::Default;

/// Checks a default.
pub(super) fn default(
    raw: &RawField,
    tokens: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<Default> {
    if let Some(items) = list(tokens) {
        return literals(&items, tokens, diagnostics);
    }
    if let Ok(variant) = syn::parse2::<Ident>(tokens.clone()) {
        return Some(Default::Variant(variant));
    }
    match syn::parse2::<Expr>(tokens.clone()) {
        Ok(expression) if is_literal(&expression) => {
            check_length(raw, &expression, diagnostics);
            Some(Default::Literal(quote!(#expression)))
        }
        Ok(expression) => Some(Default::Expression(quote!(#expression))),
        Err(_) => {
            diagnostics.at(tokens, "a default is text, a number, `true` or `false`, a list of these in `[..]`, a variant, or an expression");
            None
        }
    }
}

/// The items of `[..]`, also inside the group of a macro.
fn list(tokens: &TokenStream) -> Option<Vec<TokenStream>> {
    let mut tokens = tokens.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (tokens.next(), tokens.next()) else {
        return None;
    };
    match group.delimiter() {
        Delimiter::Bracket => Some(split(group.stream())),
        Delimiter::None => list(&group.stream()),
        Delimiter::Parenthesis | Delimiter::Brace => None,
    }
}

fn literals(
    items: &[TokenStream],
    tokens: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<Default> {
    if items.is_empty() {
        diagnostics.at(
            tokens,
            "an empty list needs no default: a `Vec` begins empty, an `Option` begins as `None`",
        );
        return None;
    }
    let mut good = true;
    for item in items {
        let literal = syn::parse2::<Expr>(item.clone()).is_ok_and(|item| is_literal(&item));
        if !literal {
            diagnostics.at(
                item,
                "an item of a default is text, a number, or `true` or `false`",
            );
            good = false;
        }
    }
    good.then(|| Default::Literal(quote!([#(#items),*])))
}

fn is_literal(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Neg(_)) && is_literal(&unary.expr),
        Expr::Group(group) => is_literal(&group.expr),
        _ => false,
    }
}

// #[netserver(max_length = 2, default = "abc")]
fn check_length(raw: &RawField, expression: &Expr, diagnostics: &mut Diagnostics) {
    let most = raw
        .attributes
        .number("max_length")
        .and_then(|number| number.base10_parse::<usize>().ok());
    if let (Some(most), Expr::Lit(literal)) = (most, expression)
        && let Lit::Str(text) = &literal.lit
    {
        let length = text.value().chars().count();
        if length > most {
            diagnostics.at(
                text,
                format!("the text has {length} characters, `max_length` allows {most}"),
            );
        }
    }
}
