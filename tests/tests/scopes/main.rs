//! The derive in scopes that shadow what an expansion could use.

// Heeded at the root alone: `names.rs` has fields in several scripts.
#![allow(mixed_script_confusables, uncommon_codepoints)]

mod attributes;
mod crates;
mod macros;
mod names;
mod round_trip;
mod shadow;
mod shapes;
