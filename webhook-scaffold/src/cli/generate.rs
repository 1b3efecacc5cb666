//! `webhook-scaffold generate`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{print, workspace};
use crate::error::Error;
use crate::generator::Generator;
use crate::summary::Summary;

/// Writes a crate with a module and a feature for each agent. Shared types are generated once.
///
/// A second run replaces generated files and keeps all others. Write your own methods in `src/ext.rs`,
/// not in generated files.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// API descriptions, or folders of them (`*.json`).
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    from: Vec<PathBuf>,
    /// The agents to generate, such as `Contact,Sale`; all by default.
    #[arg(long, value_delimiter = ',', value_name = "AGENT")]
    agents: Vec<String>,
    /// The folder of the crate: new, empty, or written by this command before.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the crate.
    #[arg(long, default_value = "superoffice")]
    name: String,
    /// Whether to write doc comments from the descriptions.
    #[arg(long, value_enum, default_value_t = YesNo::Yes)]
    docs: YesNo,
    /// A file of your own corrections, which take precedence over the built-in ones.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Depend on the crates of this checkout by path instead of on published versions.
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// Write nothing; exit with status 1 if the files in the folder are out of date.
    #[arg(long)]
    check: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

/// The maximum number of files that `--check` lists.
const MOST_NAMED: usize = 10;

impl Generate {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        let mut generator = Generator::new()
            .agents(self.agents)
            .name(self.name)
            .docs(self.docs == YesNo::Yes);
        for path in self.from {
            generator = generator.from(path);
        }
        if let Some(file) = self.corrections {
            generator = generator.corrections(file);
        }
        if let Some(folder) = self.workspace {
            let absolute = std::path::absolute(&folder)
                .map_err(|error| Error::of_file(&folder, format!("cannot be found: {error}")))?;
            if !absolute.join("webhook-model/Cargo.toml").is_file() {
                return Err(Error::of_file(
                    &folder,
                    "not a checkout of webhook-model: expected `webhook-model/Cargo.toml` in it",
                ));
            }
            generator = generator.workspace(absolute);
        }
        if !self.check {
            print(&lines(&generator.write_crate(&self.out)?));
            if let Some(manifest) = workspace::unlisted(&self.out) {
                print(&format!(
                    "note: add the crate to `members` or `exclude` in {}",
                    manifest.display()
                ));
            }
            return Ok(ExitCode::SUCCESS);
        }
        let differences = generator.check(&self.out)?;
        if differences.is_empty() {
            print(&format!("{} is up to date", self.out.display()));
            return Ok(ExitCode::SUCCESS);
        }
        let mut text = differences.clone();
        text.truncate(MOST_NAMED);
        let more = differences.len() - text.len();
        if more > 0 {
            text.push(format!("and {more} more"));
        }
        print(&text.join("\n"));
        Ok(ExitCode::from(1))
    }
}

/// The output of a generation.
fn lines(summary: &Summary) -> String {
    let skipped = summary
        .skipped
        .iter()
        .map(|line| format!("skipped: {line}\n"));
    let guessed = summary
        .guessed
        .iter()
        .map(|line| format!("guessed: {line}\n"));
    let lines: String = skipped.chain(guessed).collect();
    format!("{lines}{summary}")
}
