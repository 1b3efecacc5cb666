//! Expressions with blocks, and the statements in them.

use proc_macro2::TokenTree;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::token::Brace;
use syn::{Ident, Lifetime, Token, Type, braced};

use super::{Read, comma, expression, is_closure, path, pattern};

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
pub(super) fn block_like(input: ParseStream<'_>) -> Read {
    if input.peek(Lifetime) {
        input.parse::<Lifetime>()?;
        input.parse::<Token![:]>()?;
    }
    if input.peek(Token![if]) {
        return branches(input);
    }
    if input.peek(Token![match]) {
        input.parse::<Token![match]>()?;
        expression(input, false)?;
        let arms;
        braced!(arms in input);
        while !arms.is_empty() {
            arm(&arms)?;
        }
        return Ok(());
    }
    if input.peek(Token![while]) {
        input.parse::<Token![while]>()?;
        expression(input, false)?;
    } else if input.peek(Token![for]) {
        input.parse::<Token![for]>()?;
        pattern(input, |input| input.peek(Token![in]))?;
        input.parse::<Token![in]>()?;
        expression(input, false)?;
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

fn branches(input: ParseStream<'_>) -> Read {
    loop {
        input.parse::<Token![if]>()?;
        expression(input, false)?;
        block(input)?;
        if !input.peek(Token![else]) {
            return Ok(());
        }
        input.parse::<Token![else]>()?;
        if !input.peek(Token![if]) {
            return block(input);
        }
    }
}

// Some(a) if a > 1 => b,
fn arm(arms: ParseStream<'_>) -> Read {
    pattern(arms, |arms| arms.peek(Token![=>]) || arms.peek(Token![if]))?;
    if arms.peek(Token![if]) {
        arms.parse::<Token![if]>()?;
        expression(arms, true)?;
    }
    arms.parse::<Token![=>]>()?;
    let needs_comma = !starts_block(arms);
    expression(arms, true)?;
    if needs_comma || arms.peek(Token![,]) {
        comma(arms)?;
    }
    Ok(())
}

/// A block.
pub(super) fn block(input: ParseStream<'_>) -> Read {
    let inside;
    braced!(inside in input);
    while !inside.is_empty() {
        statement(&inside)?;
    }
    Ok(())
}

fn statement(input: ParseStream<'_>) -> Read {
    if input.peek(Token![;]) {
        return input.parse::<Token![;]>().map(|_| ());
    }
    input.call(syn::Attribute::parse_outer)?;
    if input.peek(Token![let]) {
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
    let is_macro = path(&ahead, false).is_ok();
    expression(input, true)?;
    if is_block || is_macro || input.is_empty() {
        input.parse::<Option<Token![;]>>()?;
        return Ok(());
    }
    input.parse::<Token![;]>().map(|_| ())
}

// let a: i32 = b else { c };
fn binding(input: ParseStream<'_>) -> Read {
    input.parse::<Token![let]>()?;
    pattern(input, |input| {
        input.peek(Token![=]) || input.peek(Token![:]) || input.peek(Token![;])
    })?;
    if input.peek(Token![:]) {
        input.parse::<Token![:]>()?;
        input.parse::<Type>()?;
    }
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        expression(input, true)?;
    }
    if input.peek(Token![else]) {
        input.parse::<Token![else]>()?;
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
