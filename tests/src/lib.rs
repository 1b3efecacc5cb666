//! What the tests of several crates share: where the shared data is, how a suite reports, and how
//! to compare.

pub mod data;
pub mod ordered;
pub mod report;
pub mod swagger;
pub mod xsd;
