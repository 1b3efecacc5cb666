//! Runs the command as a process.

#[cfg(all(feature = "postgres", unix))]
#[allow(dead_code, reason = "the tests of the stores use the rest")]
#[path = "../store/cluster.rs"]
mod cluster;
#[path = "../common/mod.rs"]
mod common;

mod commands;
mod configuration;
mod process;
mod schemas;
mod usage;
mod vendor_client;
