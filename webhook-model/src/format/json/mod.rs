//! JSON (RFC 8259): compact, Pascal case, nulls written, declared order.

pub(crate) mod escape;
mod family;
mod read;
mod skip;
mod write;

pub(crate) use family::no_member;
pub(crate) use read::{Reader, SlotSeed, deserialize, read, read_patch};
pub(crate) use write::write;
