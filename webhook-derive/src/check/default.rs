//! The values of `default = ..`, and the errors that can be found without the compiler.

mod list;

use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprLit, Ident, Lit, LitInt, LitStr, UnOp};

use self::list::{list, literals, of_list};
use super::expression::is_expression;
use super::types::{is_option, last_segment_in_option};
use crate::diagnostics::Diagnostics;
use crate::input::RawField;
use crate::keys::Key;
use crate::model::{Default, Literal};
use crate::tokens::ungrouped;

/// The default of a field that is not a property: any expression of its type, or text, which is converted with
/// `From`.
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
    if let Some(group) = list(tokens) {
        return literals(raw, &group, diagnostics).map(Default::Literal);
    }
    if let Ok(name) = syn::parse2::<Ident>(ungrouped(tokens.clone())) {
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
        Ok(expression) => match literal(&expression, None, diagnostics) {
            // #[netserver(default = "Read, Write")] a: Flags<Right>
            Read::Literal(Literal::Text(names))
                if is_flags(raw) && names.value().contains([',', '|']) =>
            {
                let meant = names.value().parse().unwrap_or_default();
                diagnostics.at(
                    &names,
                    format!(
                        "several flags are an expression, not text; write `default = {}`",
                        of_list(raw, &meant)
                    ),
                );
                None
            }
            Read::Literal(literal) => {
                check_text(raw, &literal, diagnostics);
                Some(Default::Literal(literal))
            }
            Read::Other if is_flags(raw) && joins_names(&expression) => {
                diagnostics.at(
                    &expression,
                    format!(
                        "flags are not joined by `|` here; write `default = {}`",
                        of_list(raw, tokens)
                    ),
                );
                None
            }
            Read::Other => Some(Default::Expression(quote!(#expression))),
            Read::Wrong => None,
        },
        Err(_) if is_expression(tokens) => Some(Default::Expression(tokens.clone())),
        Err(_) => {
            diagnostics.at(tokens, not_an_expression(raw, tokens));
            None
        }
    }
}

/// The message for tokens that are not an expression.
fn not_an_expression(raw: &RawField, tokens: &TokenStream) -> String {
    let mut all = tokens.clone().into_iter();
    let is_dictionary = match (all.next(), all.next()) {
        (Some(TokenTree::Group(group)), None) => group.stream().into_iter().any(
            |token| matches!(&token, TokenTree::Punct(colon) if colon.as_char() == ':' && colon.spacing() == Spacing::Alone),
        ),
        _ => false,
    };
    // #[netserver(default = { "a": "b" })]
    if is_dictionary {
        let ty = last_segment_in_option(&raw.ty).map(|ty| ty.ident.to_string());
        let of_struct = ty.filter(|ty| !["BTreeMap", "HashMap", "Value"].contains(&ty.as_str()));
        // #[netserver(default = { id: 1 })] sale: Sale
        if let Some(name) = of_struct {
            return format!(
                "a value of a struct begins with its name; write `default = {name} {{ .. }}`"
            );
        }
        return format!(
            "Rust has no literal of a dictionary; write `default = {}`",
            of_list(raw, &TokenStream::new())
        );
    }
    // #[netserver(default = Vec<i32>::new())]
    let spelled = tokens.to_string().replace(' ', "");
    if let Some((before, _)) = spelled.split_once('<').filter(|_| spelled.contains(">::")) {
        return format!(
            "this is not an expression; the types of a path follow `::`: write `{before}::<..>::`"
        );
    }
    "this is not an expression; a default is text, a number, `true` or `false`, a list of these in `[..]`, a variant without quotes, or an expression such as `make_it()`".to_owned()
}

enum Read {
    Literal(Literal),
    /// An expression for the compiler to check.
    Other,
    /// An error has been reported.
    Wrong,
}

/// Reads a literal, also a negative one.
fn literal(expression: &Expr, negative: Option<Span>, diagnostics: &mut Diagnostics) -> Read {
    match expression {
        Expr::Lit(ExprLit { lit, .. }) => read(lit, negative, diagnostics),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && negative.is_none() => {
            literal(&unary.expr, Some(unary.op.span()), diagnostics)
        }
        Expr::Group(group) => literal(&group.expr, negative, diagnostics),
        Expr::Paren(inner) => literal(&inner.expr, negative, diagnostics),
        _ => Read::Other,
    }
}

fn read(lit: &Lit, negative: Option<Span>, diagnostics: &mut Diagnostics) -> Read {
    let span = lit.span();
    let suffixed = !lit.suffix().is_empty();
    match lit {
        // #[netserver(default = 1u8)]
        Lit::Int(_) | Lit::Float(_) | Lit::Str(_) | Lit::ByteStr(_) if suffixed => {
            diagnostics.at(
                lit,
                format!("the field has a type already; remove `{}`", lit.suffix()),
            );
            Read::Wrong
        }
        Lit::Str(text) if negative.is_none() => Read::Literal(Literal::Text(text.clone())),
        Lit::ByteStr(bytes) if negative.is_none() => Read::Literal(Literal::Bytes(bytes.clone())),
        Lit::Bool(truth) if negative.is_none() => Read::Literal(Literal::Truth(truth.value, span)),
        Lit::Int(number) => whole(number, negative, diagnostics),
        Lit::Float(number) => {
            let sign = negative.map(|_| quote!(-));
            let place = (negative.unwrap_or(span), span);
            Read::Literal(Literal::Fraction(quote!(#sign #number), place))
        }
        // #[netserver(default = 'a')]
        Lit::Char(letter) => {
            let text = LitStr::new(&letter.value().to_string(), span);
            diagnostics.at(
                lit,
                format!("text has double quotes; write `{}`", text.token()),
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
fn whole(number: &LitInt, negative: Option<Span>, diagnostics: &mut Diagnostics) -> Read {
    let digits = number.base10_digits();
    let signed = if negative.is_some() {
        format!("-{digits}")
    } else {
        digits.to_owned()
    };
    if let Ok(number_of) = signed.parse() {
        let place = (negative.unwrap_or_else(|| number.span()), number.span());
        return Read::Literal(Literal::Whole(number_of, place));
    }
    let sign = negative.map(|span| quote_spanned!(span=> -));
    diagnostics.at(
        quote!(#sign #number),
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
    // #[netserver(default = null)] a: Option<String>
    if ["null", "nil", "none", "undefined"]
        .iter()
        .any(|word| name == word)
    {
        diagnostics.at(
            &name,
            if is_option(&raw.ty) {
                format!("an `Option` begins as `None`, which is `null` on the wire; remove `default = {name}`")
            } else {
                format!("Rust has no `{name}`; write `Option<..>` for the type, which begins as `None`, and remove `default`")
            },
        );
        return None;
    }
    // #[netserver(default = webhook)] a: String
    let ty = last_segment_in_option(&raw.ty).map(|ty| ty.ident.to_string());
    let of = match ty.as_deref() {
        Some("String" | "Secret") => {
            format!("write text in quotes, `default = \"{name}\"`, and a constant by its path")
        }
        // #[netserver(default = PAGE)] a: i32
        Some(number) if NUMBERS.contains(&number) && !CONSTANTS.iter().any(|of| name == of) => {
            "write the number itself, or a constant by its path".to_owned()
        }
        Some("bool") => "write `true` or `false`, or a constant by its path".to_owned(),
        Some("Vec" | "BTreeMap" | "HashMap") => {
            format!(
                "write `default = {}`, or a constant by its path",
                of_list(raw, &TokenStream::new())
            )
        }
        _ => return Some(Default::Name(name)),
    };
    diagnostics.at(
        &name,
        format!("a bare name is a variant of an enum; {of}, `default = self::{name}`"),
    );
    None
}

/// Types whose only names are [`CONSTANTS`].
const NUMBERS: [&str; 5] = ["i16", "i32", "u32", "i64", "f64"];

/// The constants that numbers have.
const CONSTANTS: [&str; 7] = [
    "MIN",
    "MAX",
    "NAN",
    "INFINITY",
    "NEG_INFINITY",
    "EPSILON",
    "MIN_POSITIVE",
];

fn is_flags(raw: &RawField) -> bool {
    last_segment_in_option(&raw.ty).is_some_and(|last| last.ident == "Flags")
}

// Read | Write
fn joins_names(expression: &Expr) -> bool {
    match expression {
        Expr::Binary(binary) => {
            matches!(binary.op, syn::BinOp::BitOr(_))
                && [&binary.left, &binary.right]
                    .into_iter()
                    .all(|side| joins_names(side))
        }
        Expr::Path(path) => path.path.get_ident().is_some(),
        Expr::Group(group) => joins_names(&group.expr),
        Expr::Paren(inner) => joins_names(&inner.expr),
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

/// Checks a text against `max_length` of its field. The runtime checks `format`.
fn check_text(raw: &RawField, literal: &Literal, diagnostics: &mut Diagnostics) {
    let Literal::Text(text) = literal else { return };
    let most = raw
        .attributes
        .number(Key::MaxLength)
        .and_then(|number| number.base10_parse::<usize>().ok())
        .filter(|most| *most > 0);
    // UTF-16 code units, as in `validate` and .NET.
    let length = text.value().encode_utf16().count();
    // #[netserver(max_length = 2, default = "abc")]
    if let Some(most) = most.filter(|most| length > *most) {
        diagnostics.at(
            text,
            format!("the text has {length} characters, and `max_length` allows {most}; shorten the one or raise the other"),
        );
    }
}
