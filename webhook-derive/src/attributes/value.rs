//! Parses the value of a key in the form that the table of keys gives.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::{Lit, LitStr, Path};

use super::{Value, range};
use crate::keys::{Form, Next, Usage, closest, listed};
use crate::tokens::{ident, split};

pub(super) fn value(
    usage: &'static Usage,
    name: &Ident,
    rest: Vec<TokenTree>,
) -> syn::Result<Value> {
    match usage.form {
        Form::Word => word(name, &rest).map(|()| Value::Word),
        Form::Some(names) => {
            let group = parenthesised(usage, name, &rest)?;
            some(group, names, usage.example)
        }
        Form::Fields => fields(parenthesised(usage, name, &rest)?, usage.example),
        form => {
            let tokens = after_equals(usage, name, rest)?;
            assigned(usage, form, tokens)
        }
    }
}

/// `key`
fn word(name: &Ident, rest: &[TokenTree]) -> syn::Result<()> {
    match rest {
        [] => Ok(()),
        // #[netserver(key secret)]
        [next @ TokenTree::Ident(_), ..] => Err(comma(next)),
        _ => Err(syn::Error::new_spanned(
            collect(rest),
            format!("`{name}` takes no value; write `{name}` alone"),
        )),
    }
}

/// The list of `key(name, name)`.
fn parenthesised<'r>(usage: &Usage, name: &Ident, rest: &'r [TokenTree]) -> syn::Result<&'r Group> {
    match rest {
        [] => Err(missing(usage, name)),
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => Ok(group),
        // #[netserver(operations(save) carrier)]
        [TokenTree::Group(group), next, ..] if group.delimiter() == Delimiter::Parenthesis => {
            Err(comma(next))
        }
        _ => Err(misfit(usage, &collect(rest))),
    }
}

/// The tokens after `=`.
fn after_equals(usage: &Usage, name: &Ident, rest: Vec<TokenTree>) -> syn::Result<TokenStream> {
    let mut rest = rest.into_iter();
    match rest.next() {
        Some(TokenTree::Punct(equals)) if is_equals(&equals) => {}
        // #[netserver(agent entity = "Contact")]
        Some(TokenTree::Ident(_)) | None => return Err(missing(usage, name)),
        Some(other) => {
            let mut all = vec![other];
            all.extend(rest);
            return Err(misfit(usage, &all.into_iter().collect()));
        }
    }
    let tokens: TokenStream = rest.collect();
    if tokens.is_empty() {
        return Err(missing(usage, name));
    }
    Ok(tokens)
}

/// The kind of tokens that follow a misspelt key.
pub(super) fn next(rest: &[TokenTree]) -> Next {
    match rest {
        [TokenTree::Punct(equals), TokenTree::Literal(text)]
            if is_equals(equals) && syn::parse_str::<LitStr>(&text.to_string()).is_ok() =>
        {
            Next::Text
        }
        _ => Next::Other,
    }
}

fn is_equals(punct: &Punct) -> bool {
    punct.as_char() == '=' && punct.spacing() == Spacing::Alone
}

/// `key = value`
fn assigned(usage: &'static Usage, form: Form, tokens: TokenStream) -> syn::Result<Value> {
    let wrong = |_| misfit(usage, &tokens);
    Ok(match form {
        Form::Text => {
            single(&tokens)?;
            Value::Text(text(syn::parse2(tokens.clone()).map_err(wrong)?)?)
        }
        Form::Number => {
            single(&tokens)?;
            // #[netserver(max_length = -1)]
            if matches!(tokens.clone().into_iter().next(), Some(TokenTree::Punct(_))) {
                return Err(misfit(usage, &tokens));
            }
            Value::Number(syn::parse2(tokens.clone()).map_err(wrong)?)
        }
        Form::Range => Value::Range(
            range::range(&tokens)
                .map_err(|fault| fault.unwrap_or_else(|| misfit(usage, &tokens)))?,
        ),
        Form::Path => Value::Path(path(&tokens).map_err(wrong)?),
        Form::Type => Value::Type(syn::parse2(tokens.clone()).map_err(wrong)?),
        Form::OneOf(names) => {
            single(&tokens)?;
            let (chosen, span) = word_or_text(&tokens).ok_or_else(|| misfit(usage, &tokens))?;
            Value::OneOf(one_of(&chosen, span, names)?)
        }
        Form::Value => Value::Tokens(tokens),
        Form::Word | Form::Some(_) | Form::Fields => Value::Wrong,
    })
}

/// Refuses a second key after a value of one token, where the comma is missing.
fn single(tokens: &TokenStream) -> syn::Result<()> {
    // #[netserver(agent = "Contact" entity = "ContactEntity")]
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(_) | TokenTree::Ident(_)), Some(next @ TokenTree::Ident(_))) => {
            Err(comma(&next))
        }
        _ => Ok(()),
    }
}

fn comma(before: &TokenTree) -> syn::Error {
    syn::Error::new(
        before.span(),
        format!("keys are separated by commas; write `, {before}`"),
    )
}

fn missing(usage: &Usage, name: &Ident) -> syn::Error {
    let Usage { example, .. } = usage;
    syn::Error::new(name.span(), format!("`{name}` needs a value: `{example}`"))
}

/// The error for a value of another form than that of the key.
fn misfit(usage: &Usage, tokens: &TokenStream) -> syn::Error {
    let Usage { key, example, .. } = usage;
    let takes = match usage.form {
        Form::Text => "takes text in quotes".to_owned(),
        Form::Number => "takes a whole number from 1, without quotes".to_owned(),
        Form::Range => "takes a range of numbers, with `..=` before the last".to_owned(),
        Form::Path => "takes a path".to_owned(),
        Form::Type => "takes a type".to_owned(),
        Form::OneOf(names) => format!("takes one of {}", listed(names.iter().copied())),
        Form::Some(_) | Form::Fields => "takes names in parentheses".to_owned(),
        Form::Value => "takes a value".to_owned(),
        Form::Word => "takes no value".to_owned(),
    };
    let meant = unquoted(usage, tokens).unwrap_or_else(|| (*example).to_owned());
    syn::Error::new_spanned(tokens, format!("`{key}` {takes}: `{meant}`"))
}

/// The key with the value that was meant, if quotes are missing or too many.
fn unquoted(usage: &Usage, tokens: &TokenStream) -> Option<String> {
    let key = usage.key;
    match usage.form {
        // #[netserver(agent = Contact)]
        Form::Text => match syn::parse2::<Lit>(tokens.clone()) {
            Ok(Lit::Int(number)) => Some(format!("{key} = \"{number}\"")),
            Ok(Lit::Char(letter)) => Some(format!("{key} = \"{}\"", letter.value())),
            Ok(_) => None,
            // #[netserver(alias = ["a", "b"])]
            Err(_) if key.traits().repeatable => {
                let Some(TokenTree::Group(group)) = tokens.clone().into_iter().next() else {
                    return None;
                };
                let texts = split(group.stream()).into_iter();
                let texts = texts.map(|item| syn::parse2::<LitStr>(item).ok());
                let texts: Option<Vec<LitStr>> = texts.collect();
                let keys = texts?
                    .into_iter()
                    .map(|text| format!("{key} = {}", text.token()));
                Some(keys.collect::<Vec<_>>().join(", ")).filter(|keys| !keys.is_empty())
            }
            Err(_) => {
                let path: Path = syn::parse2(tokens.clone()).ok()?;
                let last = &path.segments.last()?.ident;
                Some(format!("{key} = \"{last}\""))
            }
        },
        Form::Type => {
            let text: LitStr = syn::parse2(tokens.clone()).ok()?;
            text.parse::<syn::Type>().ok()?;
            Some(format!("{key} = {}", text.value()))
        }
        // #[netserver(max_length = "20")]
        Form::Number => {
            let text: LitStr = syn::parse2(tokens.clone()).ok()?;
            let number: u32 = text.value().trim().parse().ok()?;
            Some(format!("{key} = {number}"))
        }
        _ => None,
    }
}

fn text(text: LitStr) -> syn::Result<LitStr> {
    if text.value().is_empty() {
        return Err(syn::Error::new(
            text.span(),
            "the text is empty; write a name, or remove the key",
        ));
    }
    Ok(text)
}

/// A path that `use` can begin with, also in quotes.
fn path(tokens: &TokenStream) -> syn::Result<Path> {
    let path = match syn::parse2::<LitStr>(tokens.clone()) {
        Ok(text) => text.parse_with(Path::parse_mod_style),
        Err(_) => syn::parse::Parser::parse2(Path::parse_mod_style, tokens.clone()),
    }?;
    let mut is_first = path.leading_colon.is_none();
    let mut may_go_up = is_first;
    for segment in &path.segments {
        let ident = &segment.ident;
        // #[netserver(crate = Self)]
        let is_misplaced = ident == "Self"
            || (ident == "crate" || ident == "self") && !is_first
            || ident == "super" && !may_go_up;
        if is_misplaced {
            return Err(syn::Error::new(ident.span(), "expected a module"));
        }
        is_first = false;
        may_go_up &= ident == "self" || ident == "super";
    }
    Ok(path)
}

/// A word, also in quotes.
fn word_or_text(tokens: &TokenStream) -> Option<(String, Span)> {
    let mut all = tokens.clone().into_iter();
    let first = all.next()?;
    if all.next().is_some() {
        return None;
    }
    match ident(&first) {
        Some(word) => Some((word.to_string(), word.span())),
        None => match syn::parse2(tokens.clone()).ok()? {
            Lit::Str(text) => Some((text.value(), text.span())),
            _ => None,
        },
    }
}

fn one_of(chosen: &str, span: Span, names: &[&'static str]) -> syn::Result<&'static str> {
    let found = names.iter().copied().find(|name| *name == chosen);
    found.ok_or_else(|| {
        let all = listed(names.iter().copied());
        let message = match closest(chosen, names.iter().copied()) {
            Some(meant) => format!("`{chosen}` is not one of {all}; did you mean `{meant}`?"),
            None => format!("`{chosen}` is not one of {all}"),
        };
        syn::Error::new(span, message)
    })
}

fn some(group: &Group, names: &[&'static str], example: &str) -> syn::Result<Value> {
    let mut chosen: Vec<(&'static str, Span)> = Vec::new();
    let mut errors: Option<syn::Error> = None;
    for item in split(group.stream()) {
        match name(&item, names, example, &chosen) {
            Ok(found) => chosen.push(found),
            Err(error) => match &mut errors {
                Some(all) => all.combine(error),
                None => errors = Some(error),
            },
        }
    }
    match errors {
        Some(errors) => Err(errors),
        None if chosen.is_empty() => Err(syn::Error::new_spanned(
            group,
            format!("the list is empty; write `{example}`, or remove the key"),
        )),
        None => Ok(Value::Some(chosen)),
    }
}

/// Names of fields. Whether the fields exist is checked elsewhere.
fn fields(group: &Group, example: &str) -> syn::Result<Value> {
    let names = split(group.stream()).into_iter().map(|item| {
        single(&item)?;
        let mut tokens = item.clone().into_iter();
        let name = tokens.next().as_ref().and_then(ident);
        name.filter(|_| tokens.next().is_none()).ok_or_else(|| {
            syn::Error::new_spanned(item, format!("write names of fields: `{example}`"))
        })
    });
    names.collect::<syn::Result<_>>().map(Value::Fields)
}

/// A word of a list, which must not be a duplicate.
fn name(
    item: &TokenStream,
    names: &[&'static str],
    example: &str,
    before: &[(&'static str, Span)],
) -> syn::Result<(&'static str, Span)> {
    single(item)?;
    let (name, span) = word_or_text(item)
        .ok_or_else(|| syn::Error::new_spanned(item, format!("write names: `{example}`")))?;
    let found = one_of(&name, span, names)?;
    if before.iter().any(|(other, _)| *other == found) {
        let message = format!("duplicate `{found}`; remove one");
        return Err(syn::Error::new(span, message));
    }
    Ok((found, span))
}

fn collect(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}
