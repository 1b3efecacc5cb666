//! Code that tests of several crates share: access to the shared data, reports of suites,
//! comparisons, and values of every property type.

pub mod agents;
pub mod any_entity;
pub mod any_value;
pub mod cases;
pub mod compiler;
pub mod data;
pub mod every_type;
pub mod ordered;
pub mod recipe;
pub mod report;
pub mod scrambled;
pub mod swagger;
pub mod verdict;
pub mod webhook_json;
pub mod xml_meaning;
pub mod xml_steps;
pub mod xsd;

/// Runs the example of the workspace's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
