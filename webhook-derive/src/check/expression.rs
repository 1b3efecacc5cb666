//! Whether tokens are an expression. Tokens that are not one have to be refused here: once they are in the
//! output, the compiler can only say that the derive emits them.
//!
//! syn parses blocks, closures, ranges and arrays only with its feature `full`, which would make its build a
//! third longer (3.0 s instead of 2.3 s). This parser is the price of a shorter build. It accepts each form of
//! expression, but does not look into patterns and into items in blocks.

mod block;

use self::Position::{BeforeBlock, Other};
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

type Parsed = syn::Result<()>;

/// Where an expression is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Before a block, as the condition of `if`: braces are not those of a struct, and `let` is allowed.
    BeforeBlock,
    Other,
}

/// Parses a token if it is the next one, and returns whether it was.
macro_rules! eat {
    ($input:ident, $($token:tt)+) => {
        $input.parse::<Option<Token![$($token)+]>>()?.is_some()
    };
}
use eat;

/// Whether all the tokens are one expression.
pub(super) fn is_expression(tokens: &TokenStream) -> bool {
    let all = |input: ParseStream<'_>| expression(input, Other);
    all.parse2(tokens.clone()).is_ok()
}

/// Parses operands with the operators between them.
fn expression(input: ParseStream<'_>, position: Position) -> Parsed {
    let (mut is_range, mut is_compared) = (range(input), false);
    if is_range && ends(input, position) {
        return Ok(());
    }
    loop {
        if operand(input, position)? == Operand::Final {
            return Ok(());
        }
        while eat!(input, as) {
            Type::without_plus(input)?;
        }
        if !is_range && range(input) {
            is_range = true;
            if ends(input, position) {
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
            Some(Operator::Arithmetic) => {}
        }
    }
}

/// Parses `..` or `..=`, the latter only before an operand.
fn range(input: ParseStream<'_>) -> bool {
    let is_closed = input.peek(Token![..=]);
    take(input, |input| {
        !input.peek(Token![...])
            && (input.parse::<Token![..=]>().is_ok() || input.parse::<Token![..]>().is_ok())
            && !(is_closed && ends(input, BeforeBlock))
    })
}

/// Whether an expression may end here: after `..`, `return` and `break`.
fn ends(input: ParseStream<'_>, position: Position) -> bool {
    input.is_empty()
        || input.peek(Token![,])
        || input.peek(Token![;])
        || input.peek(Token![=>])
        || (position == BeforeBlock && input.peek(Brace))
}

/// Advances if all of `parse` succeeds, and returns whether it did.
fn take(input: ParseStream<'_>, parse: impl Fn(ParseStream<'_>) -> bool) -> bool {
    let ahead = input.fork();
    let is_there = parse(&ahead);
    if is_there {
        input.advance_to(&ahead);
    }
    is_there
}

/// A binary operator, by what may follow its operands.
#[derive(Clone, Copy)]
enum Operator {
    /// Another comparison cannot follow.
    Comparison,
    Logical,
    Arithmetic,
}

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
        Ok(_) => Operator::Arithmetic,
        Err(_) => {
            ahead.parse::<Token![=]>().ok()?;
            Operator::Logical
        }
    };
    input.advance_to(&ahead);
    Some(operator)
}

/// Whether an operator can follow an operand.
#[derive(PartialEq, Eq)]
enum Operand {
    /// `return`, `break` or a closure, which extends to the end of the expression.
    Final,
    Other,
}

fn operand(input: ParseStream<'_>, position: Position) -> syn::Result<Operand> {
    while input.peek(Token![-])
        || input.peek(Token![!])
        || input.peek(Token![*])
        || input.peek(Token![&])
    {
        if eat!(input, &) {
            // &raw const a
            take(input, |input| {
                input.parse::<Ident>().is_ok_and(|raw| raw == "raw")
                    && (input.parse::<Token![const]>().is_ok() || input.peek(Token![mut]))
            });
            input.parse::<Option<Token![mut]>>()?;
        } else {
            input.parse::<TokenTree>()?;
        }
    }
    if eat!(input, return) || eat!(input, break) {
        input.parse::<Option<Lifetime>>()?;
        if !ends(input, position) {
            expression(input, position)?;
        }
        return Ok(Operand::Final);
    }
    if is_closure(input) {
        closure(input, position)?;
        return Ok(Operand::Final);
    }
    primary(input, position)?;
    while postfix(input)? {}
    Ok(Operand::Other)
}

fn is_closure(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    while ahead.peek(Token![static]) || ahead.peek(Token![async]) || ahead.peek(Token![move]) {
        let _ = ahead.parse::<TokenTree>();
    }
    ahead.peek(Token![|])
}

// move |a: i32| -> i32 { a }
fn closure(input: ParseStream<'_>, position: Position) -> Parsed {
    for _ in 0..2 {
        while !eat!(input, |) {
            input.parse::<TokenTree>()?;
        }
    }
    if eat!(input, ->) {
        Type::without_plus(input)?;
        return block(input);
    }
    expression(input, position)
}

fn primary(input: ParseStream<'_>, position: Position) -> Parsed {
    // A group is an expression that `macro_rules` has parsed.
    if input.peek(Lit) || input.peek(syn::token::Group) {
        return input.parse::<TokenTree>().map(|_| ());
    }
    if input.peek(Paren) {
        let inside;
        parenthesized!(inside in input);
        return list(&inside);
    }
    if input.peek(Bracket) {
        return array(input);
    }
    if starts_block(input) {
        return block_like(input);
    }
    if position == BeforeBlock && eat!(input, let) {
        pattern(input, |input| input.peek(Token![=]))?;
        input.parse::<Token![=]>()?;
        return expression(input, position);
    }
    if eat!(input, continue) {
        return input.parse::<Option<Lifetime>>().map(|_| ());
    }
    path(input, position)
}

/// A path, the call of a macro or a struct literal.
fn path(input: ParseStream<'_>, position: Position) -> Parsed {
    segments(input)?;
    if !input.peek(Token![!=]) && eat!(input, !) {
        return if input.peek(Paren) || input.peek(Bracket) || input.peek(Brace) {
            input.parse::<TokenTree>().map(|_| ())
        } else {
            Err(input.error("expected the arguments of a macro"))
        };
    }
    if position == BeforeBlock || !input.peek(Brace) {
        return Ok(());
    }
    let inside;
    braced!(inside in input);
    while !inside.is_empty() {
        if eat!(inside, ..) {
            return expression(&inside, Other).and_then(|()| end(&inside));
        }
        inside.parse::<syn::Member>()?;
        if eat!(inside, :) {
            expression(&inside, Other)?;
        }
        comma(&inside)?;
    }
    Ok(())
}

// <Vec<i32> as Default>::default
fn segments(input: ParseStream<'_>) -> Parsed {
    if eat!(input, <) {
        input.parse::<Type>()?;
        if eat!(input, as) {
            input.parse::<Path>()?;
        }
        input.parse::<Token![>]>()?;
        input.parse::<Token![::]>()?;
    } else {
        input.parse::<Option<Token![::]>>()?;
    }
    loop {
        let is_word =
            eat!(input, self) || eat!(input, Self) || eat!(input, super) || eat!(input, crate);
        if !is_word {
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
    if eat!(input, ?) {
        return Ok(true);
    }
    if !input.peek(Token![..]) && eat!(input, .) {
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
        expression(&inside, Other)?;
        end(&inside)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Expressions between commas.
fn list(inside: ParseStream<'_>) -> Parsed {
    while !inside.is_empty() {
        expression(inside, Other)?;
        comma(inside)?;
    }
    Ok(())
}

// [0; 4]
fn array(input: ParseStream<'_>) -> Parsed {
    let inside;
    bracketed!(inside in input);
    if inside.is_empty() {
        return Ok(());
    }
    expression(&inside, Other)?;
    if eat!(inside, ;) {
        expression(&inside, Other)?;
        return end(&inside);
    }
    comma(&inside)?;
    list(&inside)
}

/// A comma, which may be missing at the end.
fn comma(inside: ParseStream<'_>) -> Parsed {
    if !inside.is_empty() {
        inside.parse::<Token![,]>()?;
    }
    Ok(())
}

fn end(inside: ParseStream<'_>) -> Parsed {
    if inside.is_empty() {
        return Ok(());
    }
    Err(inside.error("unexpected token"))
}

/// The tokens up to those that end a pattern.
fn pattern(input: ParseStream<'_>, is_end: impl Fn(ParseStream<'_>) -> bool) -> Parsed {
    loop {
        if !(eat!(input, ..=) || eat!(input, ::)) {
            input.parse::<TokenTree>()?;
        }
        if is_end(input) {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests;
