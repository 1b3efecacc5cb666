//! The log, on standard error, so that standard output contains only results.

use std::sync::Arc;

use tracing::level_filters::LevelFilter;

use super::Failure;
use super::lines::Lines;

/// The levels by their names in the option.
pub(super) const LEVELS: &[(&str, &str)] = &[
    ("off", "Nothing"),
    ("error", "Errors of the agent"),
    ("warn", "Also warnings"),
    (
        "info",
        "Also every request: method, path, status, duration, id, address, user",
    ),
    (
        "debug",
        "Also debug messages of the agent and its libraries",
    ),
];

/// The log. Dropping it writes the last lines.
pub(super) struct Log(Option<Arc<Lines>>);

impl Drop for Log {
    fn drop(&mut self) {
        if let Some(lines) = &self.0 {
            lines.flush();
        }
    }
}

/// Starts the log at a level, unless the application has already started one.
///
/// # Errors
/// The system cannot start a thread.
pub(super) fn start(level: &str) -> Result<Log, Failure> {
    let filter = match level {
        "off" => return Ok(Log(None)),
        "error" => LevelFilter::ERROR,
        "warn" => LevelFilter::WARN,
        "debug" => LevelFilter::DEBUG,
        _ => LevelFilter::INFO,
    };
    if tracing::dispatcher::has_been_set() {
        return Ok(Log(None));
    }
    let lines = Lines::start(std::io::stderr())
        .map_err(|error| Failure::new(format!("the log cannot be started: {error}")))?;
    let lines = Arc::new(lines);
    tracing_subscriber::fmt()
        .with_max_level(filter)
        .with_writer(Arc::clone(&lines))
        .with_ansi(false)
        .init();
    // The default hook writes to standard error directly, which would block if its reader is
    // stalled.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic");
    }));
    Ok(Log(Some(lines)))
}
