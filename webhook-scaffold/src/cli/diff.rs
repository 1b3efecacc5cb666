//! `webhook-scaffold diff`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::error::Error;

/// Lists what was added, removed and changed between two releases of the descriptions.
///
/// Exits with status 1 if anything was removed or changed, and with 0 if things were only added.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The older description, or a folder of descriptions.
    old: PathBuf,
    /// The newer description, or a folder of descriptions.
    new: PathBuf,
    /// Print JSON, for tools.
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        let diff = crate::Diff::between([self.old], [self.new])?;
        if self.json {
            super::print(&diff.to_json());
        } else {
            super::print(diff.to_string().trim_end());
        }
        Ok(ExitCode::from(u8::from(diff.breaks())))
    }
}
