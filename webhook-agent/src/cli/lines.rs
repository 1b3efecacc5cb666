//! Writes the log on its own thread: a stalled log reader must not stall the agent.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::time::Duration;

/// How many lines may wait to be written. Further lines are dropped.
const MAX_WAITING: usize = 4096;

/// How long the process waits for the last lines before it ends.
const PATIENCE: Duration = Duration::from_secs(1);

enum Message {
    Line(Vec<u8>),
    /// Sent back once all earlier lines are written.
    Flush(SyncSender<()>),
}

/// A writer for the log that never blocks.
pub(super) struct Lines {
    sender: SyncSender<Message>,
    dropped: Arc<AtomicU64>,
}

impl Lines {
    /// Starts a thread that writes to `out`.
    ///
    /// # Errors
    /// The system does not start a thread.
    pub(super) fn start(out: impl Write + Send + 'static) -> io::Result<Self> {
        let (sender, receiver) = mpsc::sync_channel(MAX_WAITING);
        let dropped = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&dropped);
        std::thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write_all(out, &receiver, &counter))?;
        Ok(Self { sender, dropped })
    }

    /// Waits until all lines are written, for a second at most.
    pub(super) fn flush(&self) {
        let (sender, receiver) = mpsc::sync_channel(1);
        if self.sender.try_send(Message::Flush(sender)).is_ok() {
            let _ = receiver.recv_timeout(PATIENCE);
        }
    }
}

/// The formatter writes each line as a whole.
impl Write for &Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.sender.try_send(Message::Line(bytes.to_vec())).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_all(mut out: impl Write, messages: &Receiver<Message>, dropped: &AtomicU64) {
    for message in messages {
        // The agent goes on without its log when standard error is closed.
        match message {
            Message::Line(line) => {
                let _ = out.write_all(&line);
            }
            Message::Flush(done) => {
                let _ = out.flush();
                let _ = done.try_send(());
            }
        }
        let count = dropped.swap(0, Ordering::Relaxed);
        if count > 0 {
            let _ = writeln!(
                out,
                "{count} log lines were dropped; the log is read too slowly"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Stalls until it is released.
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
        let total = 2 * MAX_WAITING;
        for _ in 0..total {
            (&lines).write_all(b"line\n").unwrap();
        }
        // From here on nothing stalls.
        drop(release);
        while !String::from_utf8_lossy(&written.lock().unwrap()).contains("dropped") {
            std::thread::yield_now();
        }
        lines.flush();
        let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
        let kept = text.lines().filter(|line| *line == "line").count();
        let dropped: usize = text
            .lines()
            .filter_map(|line| line.split_once(" log lines")?.0.parse::<usize>().ok())
            .sum();
        assert_eq!(kept + dropped, total);
        assert!((MAX_WAITING..=MAX_WAITING + 1).contains(&kept), "{kept}");
    }
}
