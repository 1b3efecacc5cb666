//! Runs builds and measures their time.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// NaN for a build that fails, infinity for one that times out.
pub type Seconds = f64;

/// The timeout of a build.
pub const LONGEST: Duration = Duration::from_secs(400);
/// A build that takes longer is not repeated, because noise is a small part of it.
const LONG: Seconds = 20.0;

/// Cargo with a target folder.
pub struct Cargo {
    pub target: PathBuf,
}

impl Cargo {
    pub fn new(target: PathBuf) -> Self {
        Self { target }
    }

    pub fn command(&self, folder: &Path, words: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command
            .args(words)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Whether the command succeeds; the compiler's output is shown if it fails.
    pub fn run(&self, folder: &Path, words: &[&str]) -> bool {
        let output = self.command(folder, words).output();
        let Ok(output) = output else { return false };
        if !output.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        }
        output.status.success()
    }

    pub fn timed(&self, folder: &Path, words: &[&str]) -> Seconds {
        let start = Instant::now();
        let mut command = self.command(folder, words);
        // A process group of its own, so that the compiler ends with cargo.
        command
            .arg("--quiet")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let Ok(mut child) = command.spawn() else {
            return Seconds::NAN;
        };
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return start.elapsed().as_secs_f64(),
                Ok(Some(_)) | Err(_) => return Seconds::NAN,
                Ok(None) if start.elapsed() > LONGEST => {
                    let group = format!("-{}", child.id());
                    drop(Command::new("kill").args(["--", &group]).status());
                    drop(child.wait());
                    return Seconds::INFINITY;
                }
                Ok(None) => sleep(Duration::from_millis(5)),
            }
        }
    }

    /// The median of three builds of the crate without its dependencies.
    pub fn fresh(&self, folder: &Path, words: &[&str]) -> Seconds {
        let source = folder.join("src/lib.rs");
        let text = fs::read_to_string(&source).unwrap_or_default();
        // Only the dependencies.
        drop(fs::write(&source, ""));
        if !self.run(folder, words) {
            return Seconds::NAN;
        }
        let profile = if words.contains(&"--release") {
            "release"
        } else {
            "debug"
        };
        median(|| {
            // A newer file is compiled again; incremental builds start from scratch.
            drop(fs::remove_dir_all(
                self.target.join(profile).join("incremental"),
            ));
            drop(fs::write(&source, &text));
            self.timed(folder, words)
        })
    }

    /// An incremental build after a field was added to one entity: the median of three.
    pub fn added(&self, folder: &Path) -> Seconds {
        self.run(folder, &["build"]);
        let source = folder.join("src/lib.rs");
        let original = fs::read_to_string(&source).unwrap_or_default();
        let mut number = 0;
        let seconds = median(|| {
            number += 1;
            let text = fs::read_to_string(&source).unwrap_or_default();
            let field = format!("    pub added{number}: i32,\n    pub field0: ");
            drop(fs::write(
                &source,
                text.replacen("    pub field0: ", &field, 1),
            ));
            self.timed(folder, &["build"])
        });
        drop(fs::write(&source, original));
        self.run(folder, &["build"]);
        seconds
    }
}

fn median(mut once: impl FnMut() -> Seconds) -> Seconds {
    let first = once();
    if first.is_nan() || first > LONG {
        return first;
    }
    let mut times = [first, once(), once()];
    times.sort_by(f64::total_cmp);
    times[1]
}
