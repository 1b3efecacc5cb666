//! Whether tokens are an expression, also those that syn reads only with its feature `full`, which
//! would make its build a third longer. What is emitted is parsed first: of tokens that are not
//! an expression the compiler could only say that the derive emits them.
//!
//! Patterns, and items in blocks, are not looked into.

mod block;

use self::block::{block, block_like, starts_block};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::token::{Brace, Bracket, Paren};
use syn::{
    AngleBracketedGenericArguments, BinOp, Ident, Lifetime, Lit, Path, Token, Type, braced,
    bracketed, parenthesized,
};

type Read = syn::Result<()>;

/// Whether all the tokens are one expression.
pub(super) fn is_expression(tokens: &TokenStream) -> bool {
    let all = |input: ParseStream<'_>| expression(input, true);
    all.parse2(tokens.clone()).is_ok()
}

/// Parses an expression; without `structs`, as before a block, it cannot be a struct literal.
fn expression(input: ParseStream<'_>, structs: bool) -> Read {
    let (mut is_range, mut is_compared) = (range(input), false);
    if is_range && ends(input, structs) {
        return Ok(());
    }
    loop {
        if operand(input, structs)? {
            return Ok(());
        }
        while input.peek(Token![as]) {
            input.parse::<Token![as]>()?;
            Type::without_plus(input)?;
        }
        if !is_range && range(input) {
            is_range = true;
            if ends(input, structs) {
                return Ok(());
            }
            continue;
        }
        match operator(input) {
            None => return Ok(()),
            // Vec<i32>::new()
            Some(Operator::Comparison) if is_compared => {
                return Err(input.error("comparisons have parentheses in a chain"));
            }
            Some(Operator::Comparison) => is_compared = true,
            Some(Operator::Logical) => is_compared = false,
            Some(Operator::Other) => {}
        }
    }
}

fn range(input: ParseStream<'_>) -> bool {
    let is_closed = input.peek(Token![..=]);
    take(input, |input| {
        !input.peek(Token![...])
            && (input.parse::<Token![..=]>().is_ok() || input.parse::<Token![..]>().is_ok())
            && !(is_closed && ends(input, false))
    })
}

/// Whether an expression may end here: after `..`, `return` and `break`.
fn ends(input: ParseStream<'_>, structs: bool) -> bool {
    input.is_empty()
        || input.peek(Token![,])
        || input.peek(Token![;])
        || input.peek(Token![=>])
        || (!structs && input.peek(Brace))
}

/// Reads something whole or not at all.
fn take(input: ParseStream<'_>, read: impl Fn(ParseStream<'_>) -> bool) -> bool {
    let ahead = input.fork();
    let is_there = read(&ahead);
    if is_there {
        input.advance_to(&ahead);
    }
    is_there
}

/// Which operators may follow each other.
#[derive(Clone, Copy)]
enum Operator {
    Comparison,
    Logical,
    Other,
}

/// A binary operator.
fn operator(input: ParseStream<'_>) -> Option<Operator> {
    if input.peek(Token![=>]) || input.peek(Token![->]) {
        return None;
    }
    let ahead = input.fork();
    let operator = match ahead.parse::<BinOp>() {
        Ok(
            BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) | BinOp::Eq(_) | BinOp::Ne(_),
        ) => Operator::Comparison,
        Ok(BinOp::And(_) | BinOp::Or(_)) => Operator::Logical,
        Ok(_) => Operator::Other,
        Err(_) => {
            ahead.parse::<Token![=]>().ok()?;
            Operator::Logical
        }
    };
    input.advance_to(&ahead);
    Some(operator)
}

/// The text between operators; true for one that nothing can follow.
fn operand(input: ParseStream<'_>, structs: bool) -> syn::Result<bool> {
    loop {
        if input.peek(Token![-]) || input.peek(Token![!]) || input.peek(Token![*]) {
            input.parse::<TokenTree>()?;
        } else if input.peek(Token![&]) {
            input.parse::<Token![&]>()?;
            take(input, |input| {
                let raw = input.parse::<Ident>();
                raw.is_ok_and(|raw| raw == "raw")
                    && (input.parse::<Token![const]>().is_ok() || input.peek(Token![mut]))
            });
            input.parse::<Option<Token![mut]>>()?;
        } else {
            break;
        }
    }
    if input.peek(Token![return]) || input.peek(Token![break]) {
        input.parse::<TokenTree>()?;
        input.parse::<Option<Lifetime>>()?;
        if !ends(input, structs) {
            expression(input, structs)?;
        }
        return Ok(true);
    }
    if is_closure(input) {
        closure(input, structs)?;
        return Ok(true);
    }
    primary(input, structs)?;
    while postfix(input)? {}
    Ok(false)
}

fn is_closure(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    while ahead.peek(Token![static]) || ahead.peek(Token![async]) || ahead.peek(Token![move]) {
        let _ = ahead.parse::<TokenTree>();
    }
    ahead.peek(Token![|])
}

// move |a: i32| -> i32 { a }
fn closure(input: ParseStream<'_>, structs: bool) -> Read {
    while !input.peek(Token![|]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Token![|]>()?;
    while !input.peek(Token![|]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Token![|]>()?;
    if input.peek(Token![->]) {
        input.parse::<Token![->]>()?;
        Type::without_plus(input)?;
        return block(input);
    }
    expression(input, structs)
}

fn primary(input: ParseStream<'_>, structs: bool) -> Read {
    if input.peek(Lit) {
        input.parse::<Lit>()?;
        return Ok(());
    }
    if input.peek(Paren) {
        let inside;
        parenthesized!(inside in input);
        return list(&inside);
    }
    if input.peek(Bracket) {
        return array(input);
    }
    // What `macro_rules` has read.
    if input.peek(syn::token::Group) {
        input.parse::<TokenTree>()?;
        return Ok(());
    }
    if starts_block(input) {
        return block_like(input);
    }
    if !structs && input.peek(Token![let]) {
        input.parse::<Token![let]>()?;
        pattern(input, |input| input.peek(Token![=]))?;
        input.parse::<Token![=]>()?;
        return expression(input, structs);
    }
    if input.peek(Token![continue]) {
        input.parse::<TokenTree>()?;
        input.parse::<Option<Lifetime>>()?;
        return Ok(());
    }
    path(input, structs)
}

/// A path, the call of a macro or a struct literal.
fn path(input: ParseStream<'_>, structs: bool) -> Read {
    segments(input)?;
    if input.peek(Token![!]) && !input.peek(Token![!=]) {
        input.parse::<Token![!]>()?;
        return if input.peek(Paren) || input.peek(Bracket) || input.peek(Brace) {
            input.parse::<TokenTree>().map(|_| ())
        } else {
            Err(input.error("expected the arguments of a macro"))
        };
    }
    if !structs || !input.peek(Brace) {
        return Ok(());
    }
    let inside;
    braced!(inside in input);
    while !inside.is_empty() {
        if inside.peek(Token![..]) {
            inside.parse::<Token![..]>()?;
            return expression(&inside, true).and_then(|()| end(&inside));
        }
        inside.parse::<syn::Member>()?;
        if inside.peek(Token![:]) {
            inside.parse::<Token![:]>()?;
            expression(&inside, true)?;
        }
        comma(&inside)?;
    }
    Ok(())
}

// <Vec<i32> as Default>::default
fn segments(input: ParseStream<'_>) -> Read {
    if input.peek(Token![<]) {
        input.parse::<Token![<]>()?;
        input.parse::<Type>()?;
        if input.peek(Token![as]) {
            input.parse::<Token![as]>()?;
            input.parse::<Path>()?;
        }
        input.parse::<Token![>]>()?;
        input.parse::<Token![::]>()?;
    } else {
        input.parse::<Option<Token![::]>>()?;
    }
    loop {
        let is_word = input.peek(Token![self])
            || input.peek(Token![Self])
            || input.peek(Token![super])
            || input.peek(Token![crate]);
        if is_word {
            input.parse::<TokenTree>()?;
        } else {
            input.parse::<Ident>()?;
        }
        if !input.peek(Token![::]) {
            return Ok(());
        }
        if input.peek3(Token![<]) {
            input.parse::<AngleBracketedGenericArguments>()?;
            if !input.peek(Token![::]) {
                return Ok(());
            }
        }
        input.parse::<Token![::]>()?;
    }
}

/// `?`, `.await`, `.0`, `.name`, `.name()`, a call, an index.
fn postfix(input: ParseStream<'_>) -> syn::Result<bool> {
    if input.peek(Token![?]) {
        input.parse::<Token![?]>()?;
    } else if input.peek(Token![.]) && !input.peek(Token![..]) {
        input.parse::<Token![.]>()?;
        if input.peek(Lit) {
            input.parse::<Lit>()?;
            return Ok(true);
        }
        input.call(Ident::parse_any)?;
        if input.peek(Token![::]) {
            input.parse::<AngleBracketedGenericArguments>()?;
        }
    } else if input.peek(Paren) {
        let inside;
        parenthesized!(inside in input);
        list(&inside)?;
    } else if input.peek(Bracket) {
        let inside;
        bracketed!(inside in input);
        expression(&inside, true)?;
        end(&inside)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Expressions between commas.
fn list(inside: ParseStream<'_>) -> Read {
    while !inside.is_empty() {
        expression(inside, true)?;
        comma(inside)?;
    }
    Ok(())
}

// [0; 4]
fn array(input: ParseStream<'_>) -> Read {
    let inside;
    bracketed!(inside in input);
    if inside.is_empty() {
        return Ok(());
    }
    expression(&inside, true)?;
    if inside.peek(Token![;]) {
        inside.parse::<Token![;]>()?;
        expression(&inside, true)?;
        return end(&inside);
    }
    comma(&inside)?;
    list(&inside)
}

fn comma(inside: ParseStream<'_>) -> Read {
    if !inside.is_empty() {
        inside.parse::<Token![,]>()?;
    }
    Ok(())
}

fn end(inside: ParseStream<'_>) -> Read {
    if inside.is_empty() {
        return Ok(());
    }
    Err(inside.error("unexpected token"))
}

/// The tokens up to those that end a pattern.
fn pattern(input: ParseStream<'_>, is_end: impl Fn(ParseStream<'_>) -> bool) -> Read {
    let mut is_empty = true;
    while is_empty || !is_end(input) {
        if input.peek(Token![..=]) {
            input.parse::<Token![..=]>()?;
        } else if input.peek(Token![::]) {
            input.parse::<Token![::]>()?;
        } else {
            input.parse::<TokenTree>()?;
        }
        is_empty = false;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
