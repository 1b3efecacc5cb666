//! Parses `#[netserver(..)]` into keys with their values and spans. It does not stop at the first error.

mod range;
mod value;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Attribute, LitInt, LitStr, Meta, Path, Type};

use crate::diagnostics::Diagnostics;
use crate::keys::{self, Key, Place, Usage, Word};
use crate::model::Range;

/// The attributes of one place, each key at most once unless it may be repeated.
#[derive(Default)]
pub(crate) struct Attributes {
    found: Vec<Found>,
    /// The keys that misspelt ones were meant for.
    meant: Vec<Key>,
}

/// One key with its value.
struct Found {
    key: Key,
    span: Span,
    value: Value,
}

/// A key's value, which has the form of the key.
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

/// Functions that return the value of a key, one for each kind of value.
macro_rules! values {
    ($($function:ident $variant:ident $value:ty;)*) => {$(
        pub(crate) fn $function(&self, key: Key) -> Option<&$value> {
            match &self.get(key)?.value {
                Value::$variant(value) => Some(value),
                _ => None,
            }
        }
    )*};
}

impl Attributes {
    /// Parses all `netserver` attributes of a place.
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
            let example = keys::at(place).next().map_or("", |usage| usage.example);
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
            let usage = Key::named(&text).and_then(|key| keys::find(place, key));
            let Some(usage @ &Usage { key, .. }) = usage else {
                let next = value::next(&item.collect::<Vec<_>>());
                diagnostics.at_span(name.span(), keys::unknown(place, &text, next));
                let meant = keys::meant(place, &text, next);
                self.meant.extend(meant.map(|usage| usage.key));
                continue;
            };
            if self.has(key) && !key.traits().repeatable {
                diagnostics.at_span(name.span(), format!("duplicate `{key}`; remove one"));
                continue;
            }
            // A key with a wrong value is kept, so that nothing else reports it as missing.
            let value = diagnostics.ok(value::value(usage, &name, item.collect()));
            self.found.push(Found {
                key,
                span: name.span(),
                value: value.unwrap_or(Value::Wrong),
            });
        }
    }

    fn get(&self, key: Key) -> Option<&Found> {
        self.found.iter().find(|found| found.key == key)
    }

    pub(crate) fn has(&self, key: Key) -> bool {
        self.get(key).is_some()
    }

    /// Whether the key, or a misspelt one that was meant for it, is present: then it is not reported as
    /// missing.
    pub(crate) fn is_meant(&self, key: Key) -> bool {
        self.has(key) || self.meant.contains(&key)
    }

    pub(crate) fn span(&self, key: Key) -> Option<Span> {
        self.get(key).map(|found| found.span)
    }

    values! {
        text Text LitStr;
        number Number LitInt;
        range Range Range;
        path Path Path;
        ty Type Type;
        fields Fields Vec<Ident>;
        tokens Tokens TokenStream;
    }

    /// All texts of a key that may be repeated.
    pub(crate) fn texts(&self, key: Key) -> impl Iterator<Item = &LitStr> {
        let found = self.found.iter().filter(move |found| found.key == key);
        found.filter_map(|found| match &found.value {
            Value::Text(text) => Some(text),
            _ => None,
        })
    }

    pub(crate) fn one_of<W: Word>(&self, key: Key) -> Option<W> {
        match &self.get(key)?.value {
            Value::OneOf(word) => W::of(word),
            _ => None,
        }
    }

    pub(crate) fn some<W: Word>(&self, key: Key) -> Option<Vec<(W, Span)>> {
        match &self.get(key)?.value {
            Value::Some(words) => {
                let words = words.iter();
                words
                    .map(|(word, span)| Some((W::of(word)?, *span)))
                    .collect()
            }
            _ => None,
        }
    }
}

/// The commas that do not follow an item.
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

/// Splits tokens at their commas, except for those in the angle brackets of a type.
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

/// The position after angle brackets that open at `start`, after a name or `::`.
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
