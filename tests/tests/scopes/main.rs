//! The derive in scopes that shadow names used by the expansion.

// This lint applies only at the root: `names.rs` has fields in several scripts.
#![allow(mixed_script_confusables, uncommon_codepoints)]

mod attributes;
mod crates;
mod macros;
mod names;
mod round_trip;
mod shadow;
mod shapes;
