//! Expressions with blocks, and the statements in them.

use proc_macro2::TokenTree;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::token::Brace;
use syn::{Ident, Lifetime, Token, Type, braced};

use super::{BeforeBlock, Other, Parsed, comma, eat, expression, is_closure, path, pattern};

/// Whether an expression begins here that ends in a block.
pub(super) fn starts_block(input: ParseStream<'_>) -> bool {
    input.peek(Brace)
        || input.peek(Lifetime)
        || input.peek(Token![if])
        || input.peek(Token![match])
        || input.peek(Token![loop])
        || input.peek(Token![while])
        || input.peek(Token![for])
        || (input.peek(Token![unsafe]) && input.peek2(Brace))
        || (input.peek(Token![const]) && input.peek2(Brace))
        || (input.peek(Token![async]) && (input.peek2(Brace) || input.peek2(Token![move])))
}

/// An expression that ends in a block.
pub(super) fn block_like(input: ParseStream<'_>) -> Parsed {
    if input.peek(Lifetime) {
        input.parse::<Lifetime>()?;
        input.parse::<Token![:]>()?;
    }
    if input.peek(Token![if]) {
        return branches(input);
    }
    if eat!(input, match) {
        expression(input, BeforeBlock)?;
        let arms;
        braced!(arms in input);
        while !arms.is_empty() {
            arm(&arms)?;
        }
        return Ok(());
    }
    if eat!(input, while) {
        expression(input, BeforeBlock)?;
    } else if eat!(input, for) {
        pattern(input, |input| input.peek(Token![in]))?;
        input.parse::<Token![in]>()?;
        expression(input, BeforeBlock)?;
    } else {
        while !input.peek(Brace) {
            // loop, unsafe, const, async move
            let word: Ident = input.call(Ident::parse_any)?;
            let words = ["loop", "unsafe", "const", "async", "move"];
            if !words.iter().any(|known| word == known) {
                return Err(syn::Error::new(word.span(), "expected a block"));
            }
        }
    }
    block(input)
}

fn branches(input: ParseStream<'_>) -> Parsed {
    loop {
        input.parse::<Token![if]>()?;
        expression(input, BeforeBlock)?;
        block(input)?;
        if !eat!(input, else) {
            return Ok(());
        }
        if !input.peek(Token![if]) {
            return block(input);
        }
    }
}

// Some(a) if a > 1 => b,
fn arm(arms: ParseStream<'_>) -> Parsed {
    pattern(arms, |arms| arms.peek(Token![=>]) || arms.peek(Token![if]))?;
    if eat!(arms, if) {
        expression(arms, Other)?;
    }
    arms.parse::<Token![=>]>()?;
    let needs_comma = !starts_block(arms);
    expression(arms, Other)?;
    if needs_comma || arms.peek(Token![,]) {
        comma(arms)?;
    }
    Ok(())
}

/// A block.
pub(super) fn block(input: ParseStream<'_>) -> Parsed {
    let inside;
    braced!(inside in input);
    while !inside.is_empty() {
        statement(&inside)?;
    }
    Ok(())
}

fn statement(input: ParseStream<'_>) -> Parsed {
    if eat!(input, ;) {
        return Ok(());
    }
    input.call(syn::Attribute::parse_outer)?;
    if eat!(input, let) {
        return binding(input);
    }
    if is_item(input) {
        loop {
            let is_last = input.peek(Token![;]) || input.peek(Brace);
            input.parse::<TokenTree>()?;
            if is_last {
                return Ok(());
            }
        }
    }
    let is_block = starts_block(input);
    let ahead = input.fork();
    let is_macro = path(&ahead, BeforeBlock).is_ok();
    expression(input, Other)?;
    if is_block || is_macro || input.is_empty() {
        input.parse::<Option<Token![;]>>()?;
        return Ok(());
    }
    input.parse::<Token![;]>().map(|_| ())
}

// let a: i32 = b else { c };
fn binding(input: ParseStream<'_>) -> Parsed {
    pattern(input, |input| {
        input.peek(Token![=]) || input.peek(Token![:]) || input.peek(Token![;])
    })?;
    if eat!(input, :) {
        input.parse::<Type>()?;
    }
    if eat!(input, =) {
        expression(input, Other)?;
    }
    if eat!(input, else) {
        block(input)?;
    }
    input.parse::<Token![;]>().map(|_| ())
}

fn is_item(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let Ok(word) = ahead.call(Ident::parse_any) else {
        return false;
    };
    match word.to_string().as_str() {
        "fn" | "struct" | "enum" | "use" | "impl" | "trait" | "type" | "mod" | "pub" | "extern" => {
            true
        }
        "static" => !is_closure(input),
        "const" | "unsafe" => !ahead.peek(Brace),
        "async" => ahead.peek(Token![fn]),
        _ => false,
    }
}
