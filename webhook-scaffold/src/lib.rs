//! From SuperOffice's API descriptions to structs with `#[derive(NetServerEntity)]`.
//!
//! The vendor publishes a Swagger 2.0 file for each agent. [`Generator`] reads some of them, puts
//! back what they lose from a table of corrections, and writes a crate, or a module for `include!`
//! in a build script. [`Diff`] tells how the descriptions of two times differ. The command
//! `webhook-scaffold` is both.
//!
//! A generation has five steps, each a module: `read` (files to facts), `correct` (facts and the
//! table), `plan` (names, modules, features), `render` (text) and `write` (a folder).

#![forbid(unsafe_code)]

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
