//! Parses `#[netserver(..)]` into keys with their values and spans. It does not stop at the first error.

mod range;
mod value;

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::{Attribute, LitInt, LitStr, Meta, Path, Type};

use crate::diagnostics::Diagnostics;
use crate::keys::{self, Key, Place, Usage, Word};
use crate::model::Range;
use crate::tokens::{ident, lone_commas, split};

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
