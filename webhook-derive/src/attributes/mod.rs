//! Tokens of `#[netserver(..)]` to raw attributes with spans; never stops at the first error.

mod range;
mod value;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Attribute, LitInt, LitStr, Meta, Path, Type};

use crate::diagnostics::Diagnostics;
use crate::keys::{self, Key, Place};
use crate::model::Range;

/// The attributes of one place, each key at most once unless it may be repeated.
#[derive(Default)]
pub(crate) struct Attributes {
    found: Vec<Found>,
    /// Keys that misspelt ones were meant for.
    meant: Vec<&'static Key>,
}

/// One key with its value.
struct Found {
    key: &'static Key,
    span: Span,
    value: Value,
}

/// A key's value, checked for its form.
pub(crate) enum Value {
    Word,
    Text(LitStr),
    Number(LitInt),
    Range(Range),
    Path(Path),
    Type(Type),
    OneOf(&'static str),
    Some(Vec<(&'static str, Span)>),
    Fields(Vec<Ident>),
    Tokens(TokenStream),
    /// An error has been reported.
    Wrong,
}

/// Keys that may occur more than once.
const REPEATABLE: &[&str] = &["alias"];

impl Attributes {
    /// Reads all `netserver` attributes of a place.
    pub(crate) fn parse(
        attributes: &[Attribute],
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut all = Self::default();
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("netserver"))
        {
            let example = keys::at(place).next().map_or("", |key| key.example);
            match &attribute.meta {
                Meta::List(list) => all.parse_list(list.tokens.clone(), place, diagnostics),
                other => diagnostics.at(
                    other,
                    format!("write the keys in parentheses, such as `#[netserver({example})]`"),
                ),
            }
        }
        all
    }

    fn parse_list(&mut self, tokens: TokenStream, place: Place, diagnostics: &mut Diagnostics) {
        for comma in lone_commas(tokens.clone()) {
            diagnostics.at_span(comma, "a key is missing before this comma; remove it");
        }
        for item in split(tokens) {
            let mut item = item.into_iter();
            let Some(first) = item.next() else { continue };
            let Some(name) = ident(&first) else {
                diagnostics.at(first, keys::expected(place));
                continue;
            };
            let text = name.unraw().to_string();
            let Some(key) = keys::find(place, &text) else {
                let before_text = value::is_text(&item.collect::<Vec<_>>());
                diagnostics.at_span(name.span(), keys::unknown(place, &text, before_text));
                // That the key which was meant is not there is not a second mistake.
                self.meant.extend(keys::meant(place, &text, before_text));
                continue;
            };
            let twice = self.found.iter().any(|found| found.key.name == text);
            if twice && !REPEATABLE.contains(&text.as_str()) {
                diagnostics.at_span(name.span(), format!("duplicate `{text}`; remove one"));
                continue;
            }
            // A key whose value is wrong is there all the same: nothing is to follow from its lack.
            let value = diagnostics.ok(value::value(key, &name, item.collect()));
            self.found.push(Found {
                key,
                span: name.span(),
                value: value.unwrap_or(Value::Wrong),
            });
        }
    }

    /// The span of a key, if it is there.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.get(name).map(|found| found.span)
    }

    /// Whether a key is there, or a misspelt one that was meant for it.
    pub(crate) fn is_meant(&self, name: &str) -> bool {
        self.get(name).is_some() || self.meant.iter().any(|key| key.name == name)
    }

    fn get(&self, name: &str) -> Option<&Found> {
        self.found.iter().find(|found| found.key.name == name)
    }

    /// The text of a key, if it is there.
    pub(crate) fn text(&self, name: &str) -> Option<&LitStr> {
        match &self.get(name)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// All texts of a key that may be repeated.
    pub(crate) fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a LitStr> {
        self.found
            .iter()
            .filter(move |found| found.key.name == name)
            .filter_map(|found| match &found.value {
                Value::Text(text) => Some(text),
                _ => None,
            })
    }

    pub(crate) fn number(&self, name: &str) -> Option<&LitInt> {
        match &self.get(name)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn range(&self, name: &str) -> Option<Range> {
        match &self.get(name)?.value {
            Value::Range(range) => Some(*range),
            _ => None,
        }
    }

    pub(crate) fn path(&self, name: &str) -> Option<&Path> {
        match &self.get(name)?.value {
            Value::Path(path) => Some(path),
            _ => None,
        }
    }

    pub(crate) fn ty(&self, name: &str) -> Option<&Type> {
        match &self.get(name)?.value {
            Value::Type(ty) => Some(ty),
            _ => None,
        }
    }

    pub(crate) fn one_of(&self, name: &str) -> Option<&'static str> {
        match &self.get(name)?.value {
            Value::OneOf(chosen) => Some(chosen),
            _ => None,
        }
    }

    pub(crate) fn some(&self, name: &str) -> Option<&[(&'static str, Span)]> {
        match &self.get(name)?.value {
            Value::Some(chosen) => Some(chosen),
            _ => None,
        }
    }

    pub(crate) fn fields(&self, name: &str) -> Option<&[Ident]> {
        match &self.get(name)?.value {
            Value::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    pub(crate) fn tokens(&self, name: &str) -> Option<&TokenStream> {
        match &self.get(name)?.value {
            Value::Tokens(tokens) => Some(tokens),
            _ => None,
        }
    }
}

/// The commas with nothing before them.
// #[netserver(key,, secret)]
pub(crate) fn lone_commas(tokens: TokenStream) -> Vec<Span> {
    let mut after_comma = true;
    let mut lone = Vec::new();
    for token in tokens {
        let is_comma = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
        if is_comma && after_comma {
            lone.push(token.span());
        }
        after_comma = is_comma;
    }
    lone
}

/// Splits at commas of the outer level, those in the angle brackets of a type left alone.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut items = vec![TokenStream::new()];
    let mut inside = 0;
    for (index, token) in tokens.iter().enumerate() {
        if index >= inside {
            inside = end_of_angles(&tokens, index).unwrap_or(index);
        }
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' && index >= inside => {
                items.push(TokenStream::new());
            }
            _ => {
                if let Some(item) = items.last_mut() {
                    item.extend([token.clone()]);
                }
            }
        }
    }
    if items.last().is_some_and(TokenStream::is_empty) {
        items.pop();
    }
    items
}

/// The position after the angle brackets that open here, after a name or `::`.
fn end_of_angles(tokens: &[TokenTree], start: usize) -> Option<usize> {
    let is = |index: usize, sign: char| matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    let before = start.checked_sub(1)?;
    let opens = matches!(tokens.get(before), Some(TokenTree::Ident(_))) || is(before, ':');
    if !is(start, '<') || !opens {
        return None;
    }
    let mut depth = 0_usize;
    for index in start..tokens.len() {
        if is(index, '<') {
            depth += 1;
        } else if is(index, '>') && !is(index.saturating_sub(1), '-') {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(index + 1);
            }
        }
    }
    None
}

/// An identifier, also inside the invisible group that `macro_rules` puts around a fragment.
fn ident(token: &TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident.clone()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let mut tokens = group.stream().into_iter();
            tokens
                .next()
                .as_ref()
                .and_then(ident)
                .filter(|_| tokens.next().is_none())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_inside_a_type_separate_nothing() {
        let items = |text: &str| split(text.parse().expect("tokens")).len();
        assert_eq!(items("a = Option<BTreeMap<String, Vec<i32>>>, b"), 2);
        assert_eq!(
            items("a = Box<dyn Fn(i32, i32) -> HashMap<i32, i32>>, b,"),
            2
        );
        assert_eq!(items("a = [1, 2], b = 3, c"), 3);
        assert_eq!(items("a = Map::<i32, i32>::new(), b"), 2);
        assert_eq!(items("a = x < y, b"), 2);
    }
}
