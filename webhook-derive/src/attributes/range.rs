//! Parses `1..=100`. syn parses ranges only with its feature `full`; see `check/expression.rs`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Lit, LitFloat};

use crate::model::{Bound, Range};
use crate::tokens::ungrouped;

/// The error of a range; `None` for tokens that are not a range.
pub(super) type Problem = Option<syn::Error>;

/// Parses a range with at least one end.
pub(super) fn range(tokens: &TokenStream) -> Result<Range, Problem> {
    let flat: Vec<TokenTree> = ungrouped(tokens.clone()).into_iter().collect();
    let dots = flat
        .windows(2)
        .position(|pair| pair.iter().all(|token| is(token, '.')));
    let dots = dots.ok_or(None)?;
    let (before, after) = (flat.get(..dots), flat.get(dots + 2..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let (includes_end, after) = match after.split_first() {
        Some((equals, after)) if is(equals, '=') => (true, after),
        _ => (false, after),
    };
    let (least, most) = (end(before)?, end(after)?);
    let fault = |message: String| Some(syn::Error::new_spanned(tokens, message));
    match (least, most) {
        // #[netserver(range = ..)]
        (None, None) => Err(fault(
            "a range without ends takes every number; write `range = 1..=100`, or remove `range`"
                .to_owned(),
        )),
        // #[netserver(range = 1..=)]
        (_, None) if includes_end => Err(None),
        // #[netserver(range = 1..100)]
        (least, Some(most)) if !includes_end => {
            let least = least.map_or_else(String::new, |least| least.to_string());
            let included = match most {
                Bound::Whole(most) => Bound::Whole(most.saturating_sub(1)),
                fraction @ Bound::Fraction(_) => fraction,
            };
            Err(fault(format!(
                "a range includes both ends; write `range = {least}..={included}`"
            )))
        }
        // #[netserver(range = 5..=1)]
        (Some(least), Some(most)) if least.is_more_than(most) => Err(fault(format!(
            "no number is in this range, because {least} is more than {most}; write `range = {most}..={least}`"
        ))),
        (least, most) => Ok(Range { least, most }),
    }
}

/// An end of a range, which may be missing.
fn end(tokens: &[TokenTree]) -> Result<Option<Bound>, Problem> {
    let (negative, rest) = match tokens.split_first() {
        None => return Ok(None),
        Some((minus, rest)) if is(minus, '-') => (true, rest),
        Some(_) => (false, tokens),
    };
    let [TokenTree::Literal(number)] = rest else {
        return Err(None);
    };
    let span = number.span();
    let sign = if negative { "-" } else { "" };
    match syn::parse2::<Lit>(TokenTree::from(number.clone()).into()).map_err(|_| None)? {
        // #[netserver(range = 1u8..=5)]
        Lit::Int(number) if !number.suffix().is_empty() => {
            Err(Some(suffixed(number.suffix(), span)))
        }
        Lit::Float(number) if !number.suffix().is_empty() => {
            Err(Some(suffixed(number.suffix(), span)))
        }
        Lit::Int(number) => match format!("{sign}{}", number.base10_digits()).parse() {
            Ok(number) => Ok(Some(Bound::Whole(number))),
            // #[netserver(range = 0..=9223372036854775808)]
            Err(_) => Err(Some(syn::Error::new(
                span,
                "an end of a range is an int64; write at most 9223372036854775807, or a number with a point",
            ))),
        },
        Lit::Float(number) => fraction(&number, sign).map(Some),
        _ => Err(None),
    }
}

fn fraction(number: &LitFloat, sign: &str) -> Result<Bound, Problem> {
    let number: f64 = format!("{sign}{}", number.base10_digits())
        .parse()
        .map_err(|_| None)?;
    if number.is_finite() {
        Ok(Bound::Fraction(number))
    } else {
        Err(None)
    }
}

fn suffixed(suffix: &str, span: Span) -> syn::Error {
    syn::Error::new(
        span,
        format!("the field has a type already; remove `{suffix}`"),
    )
}

fn is(token: &TokenTree, letter: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == letter)
}
