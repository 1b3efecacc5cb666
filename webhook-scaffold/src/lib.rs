//! Generates structs with `#[derive(NetServerEntity)]` from SuperOffice's API descriptions.
//!
//! The vendor publishes a Swagger 2.0 file for each agent. [`Generator`] reads such files, restores
//! what they omit from a table of corrections, and writes a crate, or a module for `include!` in a
//! build script. [`Diff`] compares the descriptions of two releases. The command `webhook-scaffold`
//! does both.
//!
//! A generation has five steps, one module each: `read` parses files into facts, `correct` applies the
//! table, `plan` chooses names, modules and features, `render` creates the text, and `write` writes a
//! folder.

#![forbid(unsafe_code)]

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod correct;
mod diff;
mod error;
mod facts;
mod generator;
mod plan;
mod read;
mod render;
mod suggest;
mod summary;
mod write;

pub use diff::{Change, Diff, How, What};
pub use error::Error;
pub use generator::Generator;
pub use summary::Summary;
