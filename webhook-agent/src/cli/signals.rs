//! The signals that stop the agent: SIGINT (Ctrl-C), SIGTERM, and SIGHUP unless it is ignored.

use std::future::poll_fn;
use std::task::{Context, Poll};

/// Completes at the first signal; a second one ends the process immediately.
pub(super) fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut signals = Signals::new()?;
    Ok(async move {
        poll_fn(|context| signals.poll(context)).await;
        tracing::info!("shutting down; finishing in-flight requests");
        crate::task::spawn(async move {
            poll_fn(|context| signals.poll(context)).await;
            std::process::exit(1);
        });
    })
}

#[cfg(unix)]
struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
        // `nohup` ignores SIGHUP, and a handler would undo that.
        if !ignores_hangup() {
            kinds.push(SignalKind::hangup());
        }
        let mut signals = Vec::new();
        for kind in kinds {
            signals.push(signal(kind)?);
        }
        Ok(Self(signals))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let mut polled = Poll::Pending;
        // All signals are polled, so that each one wakes the task.
        for signal in &mut self.0 {
            if let Poll::Ready(Some(())) = signal.poll_recv(context) {
                polled = Poll::Ready(());
            }
        }
        polled
    }
}

/// Whether the process was started with SIGHUP ignored, on systems where this is known.
#[cfg(unix)]
fn ignores_hangup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // The lowest bit represents signal 1.
    mask.is_some_and(|mask| mask & 1 == 1)
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        self.0.poll_recv(context).map(|_| ())
    }
}
