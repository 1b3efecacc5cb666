//! Tokens of `#[netserver(..)]` to raw attributes with spans; never stops at the first error.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, LitInt, LitStr, Meta, Path, Type};

use crate::diagnostics::Diagnostics;
use crate::keys::{self, Form, Key, Place, closest, listed};

/// The attributes of one place, each key at most once unless it may be repeated.
#[derive(Default)]
pub(crate) struct Attributes {
    found: Vec<Found>,
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
    Path(Path),
    Type(Type),
    OneOf(&'static str),
    Some(Vec<(&'static str, Span)>),
    Tokens(TokenStream),
}

/// Keys that may stand more than once.
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
            match &attribute.meta {
                Meta::List(list) if list.tokens.is_empty() => {
                    let example = keys::at(place).next().map_or("", |key| key.example);
                    diagnostics.at(list, format!("empty attribute; write a key, such as `#[netserver({example})]`, or remove it"));
                }
                Meta::List(list) => all.parse_list(list.tokens.clone(), place, diagnostics),
                other => diagnostics.at(other, "write the keys in parentheses: `#[netserver(..)]`"),
            }
        }
        all
    }

    fn parse_list(&mut self, tokens: TokenStream, place: Place, diagnostics: &mut Diagnostics) {
        for item in split(tokens) {
            let mut item = item.into_iter();
            let Some(first) = item.next() else { continue };
            let Some(name) = ident(&first) else {
                diagnostics.at(
                    first,
                    format!(
                        "expected a key: {}",
                        listed(keys::at(place).map(|key| key.name))
                    ),
                );
                continue;
            };
            let text = name.to_string();
            let text = text.strip_prefix("r#").unwrap_or(&text);
            let Some(key) = keys::find(place, text) else {
                diagnostics.at_span(name.span(), keys::unknown(place, text));
                continue;
            };
            let twice = self.found.iter().any(|found| found.key.name == text);
            if twice && !REPEATABLE.contains(&text) {
                diagnostics.at_span(name.span(), format!("`{text}` stands twice; remove one"));
                continue;
            }
            if let Some(value) = diagnostics.ok(value(key, &name, item.collect())) {
                self.found.push(Found {
                    key,
                    span: name.span(),
                    value,
                });
            }
        }
    }

    /// The span of a key, if it is there.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.get(name).map(|found| found.span)
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

    pub(crate) fn tokens(&self, name: &str) -> Option<&TokenStream> {
        match &self.get(name)?.value {
            Value::Tokens(tokens) => Some(tokens),
            _ => None,
        }
    }
}

/// Splits at commas of the outer level: none inside brackets, nor between `<` and `>` of a type,
/// which are no group of tokens.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut items = vec![TokenStream::new()];
    let (mut angles, mut arrow) = (0_usize, false);
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                ',' if angles == 0 => {
                    items.push(TokenStream::new());
                    continue;
                }
                '<' => angles = angles.saturating_add(1),
                '>' if !arrow => angles = angles.saturating_sub(1),
                _ => {}
            }
        }
        // The `>` of `->` closes nothing.
        arrow = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '-');
        if let Some(item) = items.last_mut() {
            item.extend([token]);
        }
    }
    if items.last().is_some_and(TokenStream::is_empty) {
        items.pop();
    }
    items
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

/// Reads what follows a key in the form that the grammar says.
fn value(key: &'static Key, name: &Ident, rest: Vec<TokenTree>) -> syn::Result<Value> {
    let example = key.example;
    let wrong = |tokens: &dyn ToTokens| {
        syn::Error::new_spanned(tokens.to_token_stream(), format!("write `{example}`"))
    };
    let missing = || syn::Error::new(name.span(), format!("`{name}` needs a value: `{example}`"));
    match key.form {
        Form::Word if rest.is_empty() => Ok(Value::Word),
        Form::Word => Err(syn::Error::new_spanned(
            rest.into_iter().collect::<TokenStream>(),
            format!("`{name}` takes no value; write `{name}` alone"),
        )),
        _ if rest.is_empty() => Err(missing()),
        Form::Some(names) => match rest.as_slice() {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                some(group, names, example)
            }
            _ => Err(wrong(&rest.iter().cloned().collect::<TokenStream>())),
        },
        form => {
            let mut rest = rest.into_iter();
            match rest.next() {
                Some(TokenTree::Punct(equals)) if is_equals(&equals) => {}
                Some(other) => return Err(wrong(&other)),
                None => return Err(missing()),
            }
            let tokens: TokenStream = rest.collect();
            if tokens.is_empty() {
                return Err(missing());
            }
            let misfit = |_| wrong(&tokens);
            Ok(match form {
                Form::Text => Value::Text(text(&tokens, &misfit)?),
                Form::Number => Value::Number(syn::parse2(tokens.clone()).map_err(misfit)?),
                Form::Path => Value::Path(path(&tokens).map_err(misfit)?),
                Form::Type => Value::Type(syn::parse2(tokens.clone()).map_err(misfit)?),
                Form::OneOf(names) => {
                    let chosen: Ident = syn::parse2(tokens.clone()).map_err(misfit)?;
                    Value::OneOf(one_of(&chosen, names)?)
                }
                Form::Value => Value::Tokens(tokens),
                Form::Word | Form::Some(_) => Value::Word,
            })
        }
    }
}

fn is_equals(punct: &Punct) -> bool {
    punct.as_char() == '=' && punct.spacing() == Spacing::Alone
}

fn text(tokens: &TokenStream, misfit: &dyn Fn(syn::Error) -> syn::Error) -> syn::Result<LitStr> {
    let text: LitStr = syn::parse2(tokens.clone()).map_err(misfit)?;
    if text.value().is_empty() {
        return Err(syn::Error::new(
            text.span(),
            "the text is empty; write a name, or remove the key",
        ));
    }
    Ok(text)
}

/// A path, bare or in quotes.
fn path(tokens: &TokenStream) -> syn::Result<Path> {
    match syn::parse2::<LitStr>(tokens.clone()) {
        Ok(text) => text.parse_with(Path::parse_mod_style),
        Err(_) => syn::parse::Parser::parse2(Path::parse_mod_style, tokens.clone()),
    }
}

fn one_of(chosen: &Ident, names: &[&'static str]) -> syn::Result<&'static str> {
    let text = chosen.to_string();
    names
        .iter()
        .copied()
        .find(|name| *name == text)
        .ok_or_else(|| {
            let message = match closest(&text, names.iter().copied()) {
                Some(meant) => format!(
                    "`{text}` is none of {}; did you mean `{meant}`?",
                    listed(names.iter().copied())
                ),
                None => format!("`{text}` is none of {}", listed(names.iter().copied())),
            };
            syn::Error::new(chosen.span(), message)
        })
}

fn some(group: &Group, names: &[&'static str], example: &str) -> syn::Result<Value> {
    let mut chosen: Vec<(&'static str, Span)> = Vec::new();
    for item in split(group.stream()) {
        let name: Ident = syn::parse2(item.clone())
            .map_err(|_| syn::Error::new_spanned(&item, format!("write names: `{example}`")))?;
        let found = one_of(&name, names)?;
        if chosen.iter().any(|(other, _)| *other == found) {
            return Err(syn::Error::new(
                name.span(),
                format!("`{found}` stands twice; remove one"),
            ));
        }
        chosen.push((found, name.span()));
    }
    if chosen.is_empty() {
        return Err(syn::Error::new_spanned(
            group,
            format!("the list is empty; write `{example}`, or remove the key"),
        ));
    }
    Ok(Value::Some(chosen))
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
    }
}
