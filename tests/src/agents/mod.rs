//! Seven of NetServer's agents, declared as a user of the derive would declare them. Tests decode
//! recorded and published bodies into these types.
//!
//! A module is an agent, or a topic that several agents share. [`registry`] contains every type by
//! its wire name.

// The vendor's API description explains these thousand properties, and no test depends on the
// explanations: each type has a comment, its properties have only names.
#![allow(missing_docs)]
// The vendor's entities have many booleans.
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
