//! The server, over raw connections.

#[path = "../common/mod.rs"]
mod common;

mod connections;
mod http_cases;
mod robustness;
