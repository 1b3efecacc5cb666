//! Token streams: splitting them at commas, searching them, and changing their tokens.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// Whether an identifier is among the tokens, also in groups.
pub(crate) fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Applies a function to each token, in a group before the group itself.
pub(crate) fn map(tokens: TokenStream, change: &dyn Fn(TokenTree) -> TokenTree) -> TokenStream {
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            change(Group::new(group.delimiter(), map(group.stream(), change)).into())
        }
        token => change(token),
    });
    tokens.collect()
}

/// The tokens without the invisible groups that `macro_rules` puts around fragments.
pub(crate) fn ungrouped(tokens: TokenStream) -> TokenStream {
    let mut all = Vec::new();
    ungroup(tokens, &mut all);
    all.into_iter().collect()
}

fn ungroup(tokens: TokenStream, all: &mut Vec<TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                ungroup(group.stream(), all);
            }
            token => all.push(token),
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
pub(crate) fn ident(token: &TokenTree) -> Option<Ident> {
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
