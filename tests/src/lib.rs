//! What the tests of several crates share: where the shared data is, and how a suite reports.

pub mod data;
pub mod report;
