//! Writes the log on its own thread, so that a stalled log reader does not stall the agent.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The maximum size of the buffer. Further lines are dropped.
const MAX_WAITING: usize = 1024 * 1024;

/// How long lines are collected before they are written. Waking the thread for each line costs more
/// than writing the line.
const COLLECTED: Duration = Duration::from_millis(2);

/// How long the process waits at exit for the last lines to be written.
const PATIENCE: Duration = Duration::from_secs(1);

/// A writer for the log that never blocks.
pub(super) struct Lines(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    /// Signals that the buffer is no longer empty, or that lines were written.
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    dropped: u64,
    is_writing: bool,
}

impl Waiting {
    fn is_done(&self) -> bool {
        self.lines.is_empty() && self.dropped == 0 && !self.is_writing
    }
}

impl Lines {
    /// Starts a thread that writes to `out`.
    ///
    /// # Errors
    /// The system cannot start a thread.
    pub(super) fn start(out: impl Write + Send + 'static) -> io::Result<Self> {
        let shared = Arc::<Shared>::default();
        let lines = Self(Arc::clone(&shared));
        let thread = thread::Builder::new().name("log".to_owned());
        thread.spawn(move || write_all(out, &shared))?;
        Ok(lines)
    }

    /// Waits until all lines are written, for at most a second.
    pub(super) fn flush(&self) {
        let waiting = self.0.lock();
        let changed = &self.0.changed;
        let _ = changed.wait_timeout_while(waiting, PATIENCE, |waiting| !waiting.is_done());
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The formatter writes each line in one call.
impl Write for &Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.lock();
        let is_first = waiting.is_done();
        if waiting.lines.len() + line.len() > MAX_WAITING {
            waiting.dropped += 1;
        } else {
            waiting.lines.extend_from_slice(line);
        }
        drop(waiting);
        if is_first {
            self.0.changed.notify_all();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_all(mut out: impl Write, shared: &Shared) {
    let mut lines = Vec::new();
    loop {
        let waiting = shared.lock();
        let waiting = shared
            .changed
            .wait_while(waiting, |waiting| waiting.is_done());
        drop(waiting);
        thread::sleep(COLLECTED);
        let mut waiting = shared.lock();
        std::mem::swap(&mut lines, &mut waiting.lines);
        let dropped = std::mem::take(&mut waiting.dropped);
        waiting.is_writing = true;
        drop(waiting);
        // If standard error is closed, the agent continues without a log.
        let _ = out.write_all(&lines);
        lines.clear();
        if dropped > 0 {
            let _ = writeln!(
                out,
                "{dropped} log lines were dropped; the log is read too slowly"
            );
        }
        let _ = out.flush();
        shared.lock().is_writing = false;
        shared.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver};

    use super::*;

    const LINE: &[u8] = b"line\n";

    /// A writer that blocks until it is released.
    struct Stalling {
        released: Receiver<()>,
        written: Arc<Mutex<Vec<u8>>>,
    }

    impl Write for Stalling {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.released.recv();
            self.written.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_for_a_stalled_reader_are_dropped_and_counted() {
        let (release, released) = mpsc::channel();
        let written = Arc::new(Mutex::new(Vec::new()));
        let stalling = Stalling {
            released,
            written: Arc::clone(&written),
        };
        let lines = Lines::start(stalling).unwrap();
        let total = 3 * MAX_WAITING / LINE.len();
        for _ in 0..total {
            (&lines).write_all(LINE).unwrap();
        }
        // From here on, the writer does not block.
        drop(release);
        lines.flush();
        let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
        let kept = text.lines().filter(|line| *line == "line").count();
        let dropped: usize = text
            .lines()
            .filter_map(|line| line.split_once(" log lines")?.0.parse::<usize>().ok())
            .sum();
        assert_eq!(kept + dropped, total);
        // The buffered lines, and those that the thread has taken.
        assert!(
            dropped > 0 && kept <= 2 * MAX_WAITING / LINE.len(),
            "{kept}"
        );
    }
}
