//! Seven of NetServer's agents, written as a user of the derive writes entities: what the tests
//! of recorded and published bodies decode into.
//!
//! A module is an agent, or a topic that several agents share. [`registry`] knows every type by
//! its name on the wire.

// A thousand properties, whose meaning the vendor's API description gives and which no test asks
// for: every type says what it is, its properties have their names.
#![allow(missing_docs)]
// The vendor's entities have as many flags as they have.
#![allow(clippy::struct_excessive_bools)]

pub mod address;
pub mod associate;
pub mod blob;
pub mod chat;
pub mod compare;
pub mod contact;
pub mod country;
pub mod exact;
pub mod fill;
pub mod lists;
pub mod mdo;
pub mod person;
pub mod project;
pub mod registry;
pub mod round_trip;
pub mod sale;
pub mod samples;
pub mod shuffle;
pub mod ticket;
pub mod user_defined_field;
pub mod webhook;
pub mod xml_tree;
