//! JSON (RFC 8259): compact, Pascal case, nulls written, declared order.

mod entity;
pub(crate) mod escape;
pub(super) mod exact_numbers;
mod fill;
mod lexer;
mod name_table;
pub(crate) mod names;
pub(super) mod notification;
mod number;
mod skip;
mod write;

pub(crate) use fill::{read, read_patch};
pub(crate) use write::write;
