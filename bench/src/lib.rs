//! The measured work. Each case is a piece of work that this project and its peers do.
#![allow(clippy::unwrap_used)]

pub mod cases;
pub mod generate;
pub mod mini;
pub mod peers;
pub mod published;
pub mod values;
pub mod xml_order;
