//! The command, run as a process.

#[path = "../common/mod.rs"]
mod common;

mod commands;
mod configuration;
mod process;
mod schemas;
mod usage;
mod vendor_client;
