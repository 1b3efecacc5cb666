//! The Contact agent: companies.

pub mod changes;
pub mod duplicates;
pub mod entity;
pub mod overview;
pub mod questions;
pub mod rest;
pub mod summary;
