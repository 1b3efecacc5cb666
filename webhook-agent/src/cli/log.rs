//! Where the log goes: standard error, so that standard output stays for results.

use std::sync::Arc;

use clap::ValueEnum;
use serde::Deserialize;
use tracing::level_filters::LevelFilter;

use super::Failure;
use super::lines::Lines;

/// How much is logged.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// Nothing
    Off,
    /// What went wrong in the agent
    Error,
    /// And what may go wrong
    Warn,
    /// And every request: method, path, status, duration, id, address, user
    Info,
    /// And what the libraries say
    Debug,
}

/// The log; its last lines are written when it is dropped.
pub(super) struct Log(Option<Arc<Lines>>);

impl Drop for Log {
    fn drop(&mut self) {
        if let Some(lines) = &self.0 {
            lines.flush();
        }
    }
}

/// Starts the log.
///
/// # Errors
/// The system starts no thread for it.
pub(super) fn start(level: Level) -> Result<Log, Failure> {
    let filter = match level {
        Level::Off => return Ok(Log(None)),
        Level::Error => LevelFilter::ERROR,
        Level::Warn => LevelFilter::WARN,
        Level::Info => LevelFilter::INFO,
        Level::Debug => LevelFilter::DEBUG,
    };
    let lines = Lines::start(std::io::stderr())
        .map_err(|error| Failure::new(format!("the log does not start: {error}")))?;
    let lines = Arc::new(lines);
    tracing_subscriber::fmt()
        .with_max_level(filter)
        .with_writer(Arc::clone(&lines))
        .with_ansi(false)
        .init();
    // The usual hook writes to standard error itself, and would wait for whoever reads that.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic");
    }));
    Ok(Log(Some(lines)))
}
