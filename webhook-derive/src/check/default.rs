//! What `default = ..` may say, and what is known to be wrong before the compiler sees the type.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, ExprCall, ExprLit, Ident, Lit, LitInt, LitStr, Type, UnOp};

use crate::attributes::split;
use crate::diagnostics::Diagnostics;
use crate::input::RawField;
use crate::model::{Default, Literal};

/// The default of a field that is no property: any expression of its type, text as what can be
/// made of text.
pub(super) fn of_skipped(
    raw: &RawField,
    tokens: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<Default> {
    let ty = &raw.ty;
    Some(match default(raw, tokens, diagnostics)? {
        Default::Literal(Literal::Text(text)) => {
            Default::Expression(quote!(<#ty as __p::From<_>>::from(#text)))
        }
        Default::Literal(_) => Default::Expression(tokens.clone()),
        other => other,
    })
}

/// Checks a default.
pub(super) fn default(
    raw: &RawField,
    tokens: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<Default> {
    if let Some((items, span)) = list(tokens) {
        return literals(raw, &items, span, tokens, diagnostics).map(Default::Literal);
    }
    if let Ok(name) = syn::parse2::<Ident>(ungrouped(tokens)) {
        return named(raw, name, diagnostics);
    }
    match syn::parse2::<Expr>(tokens.clone()) {
        // #[netserver(default = Some("text"))]
        Ok(Expr::Call(call)) if is_some_of_text(&call) => {
            diagnostics.at(
                &call,
                "the default of an `Option` is written without `Some`: `default = \"..\"`",
            );
            None
        }
        Ok(expression) => match literal(&expression, false, diagnostics) {
            Read::Literal(literal) => {
                check_text(raw, &literal, diagnostics);
                Some(Default::Literal(literal))
            }
            Read::Other => Some(Default::Expression(quote!(#expression))),
            Read::Wrong => None,
        },
        Err(_) if is_expression(tokens) => Some(Default::Expression(tokens.clone())),
        Err(_) => {
            diagnostics.at(tokens, "a default is text, a number, `true` or `false`, a list of these in `[..]`, a variant without quotes, or an expression such as `make_it()`");
            None
        }
    }
}

/// Whether tokens that syn cannot read can be an expression: closures, `if`, arrays and the like,
/// which take its feature `full`. The compiler reads them in the end; what it could only say of the
/// whole derive is kept from it.
fn is_expression(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let sign = |token: Option<&TokenTree>, signs: &str| matches!(token, Some(TokenTree::Punct(punct)) if signs.contains(punct.as_char()));
    let is_punct = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(_)));
    let begins = !is_punct(tokens.first()) || sign(tokens.first(), "|&-!*<:");
    let ends = !is_punct(tokens.last()) || sign(tokens.last(), "?>");
    let operand = |token: &TokenTree| match token {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(word) => syn::parse2::<Ident>(word.into_token_stream()).is_ok(),
        _ => false,
    };
    let apart = !tokens.windows(2).any(|pair| pair.iter().all(operand));
    let separated = tokens.iter().any(|token| sign(Some(token), ";"));
    let inside = tokens.iter().all(|token| match token {
        TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {
            split(group.stream()).iter().all(is_expression)
        }
        _ => true,
    });
    begins && ends && apart && !separated && inside && !tokens.is_empty()
}

/// What was read from an expression.
enum Read {
    Literal(Literal),
    /// Something that only the compiler can judge.
    Other,
    /// An error has been reported.
    Wrong,
}

/// The tokens without the invisible group that `macro_rules` puts around a fragment.
fn ungrouped(tokens: &TokenStream) -> TokenStream {
    let mut all = tokens.clone().into_iter();
    match (all.next(), all.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            ungrouped(&group.stream())
        }
        _ => tokens.clone(),
    }
}

/// The items of `[..]`, and its place.
fn list(tokens: &TokenStream) -> Option<(Vec<TokenStream>, Span)> {
    let mut tokens = ungrouped(tokens).into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Bracket => {
            Some((split(group.stream()), group.span()))
        }
        _ => None,
    }
}

fn literals(
    raw: &RawField,
    items: &[TokenStream],
    span: Span,
    tokens: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<Literal> {
    // #[netserver(default = [])]
    if items.is_empty() {
        diagnostics.at(
            tokens,
            "an empty list needs no default: a `Vec` begins empty, an `Option` begins as `None`; remove `default`",
        );
        return None;
    }
    let mut literals = Vec::with_capacity(items.len());
    for item in items {
        let nested = list(item);
        let read = match (nested, syn::parse2::<Expr>(item.clone())) {
            (Some((items, span)), _) => literals_of(raw, &items, span, item, diagnostics),
            (None, Ok(expression)) => literal(&expression, false, diagnostics),
            (None, Err(_)) => Read::Other,
        };
        match read {
            Read::Literal(literal) => {
                check_text(raw, &literal, diagnostics);
                literals.push(literal);
            }
            Read::Wrong => {}
            // #[netserver(default = [Active])]
            Read::Other => diagnostics.at(item, "an item of a default is text, a number, or `true` or `false`; for anything else write an expression of the whole list, such as `vec![..]`"),
        }
    }
    (literals.len() == items.len()).then_some(Literal::List(literals, span))
}

fn literals_of(
    raw: &RawField,
    items: &[TokenStream],
    span: Span,
    tokens: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Read {
    literals(raw, items, span, tokens, diagnostics).map_or(Read::Wrong, Read::Literal)
}

fn literal(expression: &Expr, negative: bool, diagnostics: &mut Diagnostics) -> Read {
    match expression {
        Expr::Lit(ExprLit { lit, .. }) => read(lit, negative, diagnostics),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && !negative => {
            literal(&unary.expr, true, diagnostics)
        }
        Expr::Group(group) => literal(&group.expr, negative, diagnostics),
        Expr::Paren(inner) => literal(&inner.expr, negative, diagnostics),
        _ => Read::Other,
    }
}

fn read(lit: &Lit, negative: bool, diagnostics: &mut Diagnostics) -> Read {
    let span = lit.span();
    let suffixed = !lit.suffix().is_empty();
    match lit {
        // #[netserver(default = 1u8)]
        Lit::Int(_) | Lit::Float(_) | Lit::Str(_) | Lit::ByteStr(_) if suffixed => {
            diagnostics.at(
                lit,
                format!("the field's type says it; remove `{}`", lit.suffix()),
            );
            Read::Wrong
        }
        Lit::Str(text) if !negative => Read::Literal(Literal::Text(text.clone())),
        Lit::ByteStr(bytes) if !negative => Read::Literal(Literal::Bytes(bytes.clone())),
        Lit::Bool(truth) if !negative => Read::Literal(Literal::Truth(truth.value, span)),
        Lit::Int(number) => whole(number, negative, diagnostics),
        Lit::Float(number) => {
            let sign = negative.then(|| quote!(-));
            Read::Literal(Literal::Fraction(quote!(#sign #number), span))
        }
        // #[netserver(default = 'a')]
        Lit::Char(letter) => {
            let text = LitStr::new(&letter.value().to_string(), span);
            diagnostics.at(
                lit,
                format!("text stands in double quotes; write `{}`", text.token()),
            );
            Read::Wrong
        }
        Lit::Byte(_) | Lit::CStr(_) => {
            diagnostics.at(
                lit,
                "no property holds this; write text as `\"..\"`, bytes as `b\"..\"`",
            );
            Read::Wrong
        }
        _ => Read::Other,
    }
}

// #[netserver(default = 9223372036854775808)]
fn whole(number: &LitInt, negative: bool, diagnostics: &mut Diagnostics) -> Read {
    let digits = number.base10_digits();
    let signed = if negative {
        format!("-{digits}")
    } else {
        digits.to_owned()
    };
    if let Ok(number_of) = signed.parse() {
        return Read::Literal(Literal::Whole(number_of, number.span()));
    }
    diagnostics.at(
        number,
        "no whole number of NetServer's is that large: an `i64` ends at 9223372036854775807; a `double` is written with a point, `1.0e20`",
    );
    Read::Wrong
}

/// A variant or constant of the field's type.
fn named(raw: &RawField, name: Ident, diagnostics: &mut Diagnostics) -> Option<Default> {
    // #[netserver(default = None)] a: Option<String>
    if name == "None" && is_option(&raw.ty) {
        diagnostics.at(
            &name,
            "an `Option` begins as `None`; remove `default`, or write `Some(Enum::None)` for a variant of that name",
        );
        return None;
    }
    // #[netserver(default = webhook)] a: String
    let ty = last_segment(&raw.ty);
    let without_names = ["String", "Secret", "bool", "Vec", "BTreeMap", "HashMap"];
    if ty.is_some_and(|ty| without_names.iter().any(|none| ty == none)) {
        diagnostics.at(
            &name,
            format!("a bare name is a variant of an enum; write text in quotes, `default = \"{name}\"`, and a constant by its path, `default = self::{name}`"),
        );
        return None;
    }
    Some(Default::Name(name))
}

fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_option(&group.elem),
        Type::Paren(inner) => is_option(&inner.elem),
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "Option")
        }
        _ => false,
    }
}

fn is_some_of_text(call: &ExprCall) -> bool {
    let is_some = matches!(call.func.as_ref(), Expr::Path(path) if path.path.is_ident("Some"));
    let of_text = matches!(
        call.args.first(),
        Some(Expr::Lit(ExprLit {
            lit: Lit::Str(_),
            ..
        }))
    );
    is_some && of_text && call.args.len() == 1
}

/// The last name of a type, inside any `Option`.
fn last_segment(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(inner) => last_segment(&inner.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let held = match &last.arguments {
                syn::PathArguments::AngleBracketed(held) => held.args.first(),
                _ => None,
            };
            match held {
                Some(syn::GenericArgument::Type(held)) if last.ident == "Option" => {
                    last_segment(held)
                }
                _ => Some(&last.ident),
            }
        }
        _ => None,
    }
}

/// A text against `max_length` of its field; the runtime checks it against `format`.
fn check_text(raw: &RawField, literal: &Literal, diagnostics: &mut Diagnostics) {
    let Literal::Text(text) = literal else { return };
    let most = raw
        .attributes
        .number("max_length")
        .and_then(|number| number.base10_parse::<usize>().ok())
        .filter(|most| *most > 0);
    let length = text.value().chars().count();
    // #[netserver(max_length = 2, default = "abc")]
    if let Some(most) = most.filter(|most| length > *most) {
        diagnostics.at(
            text,
            format!("the text has {length} characters, and `max_length` allows {most}; shorten the one or raise the other"),
        );
    }
}
