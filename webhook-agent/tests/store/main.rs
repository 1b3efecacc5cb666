//! Tests of all stores.

#[cfg(all(feature = "postgres", unix))]
mod agents;
#[cfg(all(feature = "postgres", unix))]
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "the tests of the command use the rest")
)]
mod cluster;
#[cfg(all(feature = "postgres", feature = "cli", unix))]
mod command;
#[cfg(all(feature = "cli", unix))]
#[path = "../common/mod.rs"]
mod common;
#[cfg(all(feature = "sqlite", unix))]
mod crash;
#[cfg(any(feature = "sqlite", all(feature = "postgres", feature = "cli", unix)))]
mod folder;
#[cfg(all(feature = "cli", any(feature = "sqlite", feature = "postgres"), unix))]
mod http;
#[cfg(all(feature = "cli", any(feature = "sqlite", feature = "postgres"), unix))]
mod kill;
mod kinds;
mod outbox;
#[cfg(all(feature = "postgres", unix))]
mod postgres;
#[cfg(all(feature = "cli", any(feature = "sqlite", feature = "postgres"), unix))]
#[allow(dead_code, reason = "another test binary uses the rest")]
#[path = "../command/process.rs"]
mod process;
mod records;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(all(feature = "cli", any(feature = "sqlite", feature = "postgres"), unix))]
mod target;
mod versions;
