//! `webhook-scaffold diff`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::error::Error;

/// Tells what came, went and changed between the descriptions of two times.
///
/// Exits with 1 if anything went or changed, and with 0 if things only came.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The older description, or a folder of them.
    old: PathBuf,
    /// The newer description, or a folder of them.
    new: PathBuf,
    /// Print JSON, for tools.
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        let diff = crate::Diff::between([self.old], [self.new])?;
        if self.json {
            println!("{}", diff.to_json());
        } else {
            print!("{diff}");
        }
        Ok(ExitCode::from(u8::from(diff.breaks())))
    }
}
