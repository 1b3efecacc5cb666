//! The measured work: each case is one piece of work, done by this project and by its peers.
#![allow(clippy::unwrap_used)]

pub mod cases;
pub mod generate;
pub mod mini;
pub mod peers;
pub mod published;
pub mod values;
