//! Runs builds and measures their time.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// NaN for a failed build, infinity for a timeout.
pub type Seconds = f64;

/// The timeout of a build.
pub const LONGEST: Duration = Duration::from_secs(400);
/// A longer build is not repeated, because noise is a small part of its time.
const LONG: Seconds = 20.0;
/// The same in turns with other builds, whose times differ more.
const LONG_IN_TURNS: Seconds = 100.0;

/// The number of repetitions; the least cost is used.
const TURNS: usize = 3;

/// The cost of a build: user and system processor time, and the peak memory of one process.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub seconds: f64,
    pub megabytes: f64,
}

impl Cost {
    /// The cost of a failed build.
    const UNKNOWN: Self = Self {
        seconds: f64::NAN,
        megabytes: f64::NAN,
    };

    const fn min(self, other: Self) -> Self {
        Self {
            seconds: self.seconds.min(other.seconds),
            megabytes: self.megabytes.min(other.megabytes),
        }
    }
}

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

    /// Whether the command succeeds. The compiler's output is printed if it fails.
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
        // A separate process group, so that the compiler ends together with cargo.
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
        let Some(text) = self.dependencies(folder, words) else {
            return Seconds::NAN;
        };
        median(|| {
            self.touch(folder, words, &text);
            self.timed(folder, words)
        })
    }

    /// The least costs of repeated builds of crates without their dependencies, in turns.
    pub fn costs<const N: usize>(&self, folders: [&Path; N], words: &[&str]) -> [Cost; N] {
        let texts = folders.map(|folder| self.dependencies(folder, words));
        let mut least = [Cost::UNKNOWN; N];
        for _ in 0..TURNS {
            if least.iter().any(|cost| cost.seconds > LONG_IN_TURNS) {
                break;
            }
            for (index, folder) in folders.iter().enumerate() {
                let Some(text) = &texts[index] else { continue };
                self.touch(folder, words, text);
                least[index] = least[index].min(self.cost(folder, words));
            }
        }
        least
    }

    fn cost(&self, folder: &Path, words: &[&str]) -> Cost {
        let mut command = self.command(folder, words);
        command
            .arg("--quiet")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().and_then(|child| child.wait4());
        match child {
            Ok(used) if used.status.success() => Cost {
                seconds: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
                megabytes: used.rusage.maxrss as f64 / 1e6,
            },
            _ => {
                // Once more, for the compiler's output.
                self.run(folder, words);
                Cost::UNKNOWN
            }
        }
    }

    /// Builds the dependencies of a crate, and returns the path of its source.
    fn dependencies(&self, folder: &Path, words: &[&str]) -> Option<String> {
        let source = folder.join("src/lib.rs");
        let text = fs::read_to_string(&source).ok()?;
        fs::write(&source, "").ok()?;
        let built = self.run(folder, words);
        fs::write(&source, &text).ok()?;
        built.then_some(text)
    }

    /// Makes the next build compile the whole crate.
    fn touch(&self, folder: &Path, words: &[&str], text: &str) {
        let profile = if words.contains(&"--release") {
            "release"
        } else {
            "debug"
        };
        let incremental = self.target.join(profile).join("incremental");
        drop(fs::remove_dir_all(incremental));
        drop(fs::write(folder.join("src/lib.rs"), text));
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
