//! JSON (RFC 8259): compact, Pascal case, nulls written, declared order.

mod entity;
pub(crate) mod escape;
mod family;
mod fill;
mod lexer;
mod notification;
mod number;
mod seed;
mod skip;
mod write;

pub(crate) use family::no_member;
pub(crate) use fill::{read, read_patch};
pub(crate) use seed::{Reader, SlotSeed, deserialize};
pub(crate) use write::write;
