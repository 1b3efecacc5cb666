//! `webhook-agent hash-password`.

use std::io::Read as _;

use clap::Args;
use webhook_agent::auth::PasswordHash;
use webhook_model::Secret;

use super::{Failure, print};

/// The longest password that is read, in bytes.
const MAX_BYTES: u64 = 4096;

#[derive(Debug, Args)]
pub(super) struct HashPassword {}

impl HashPassword {
    #[allow(clippy::unused_self)] // All commands run alike.
    pub(super) fn run(&self) -> Result<(), Failure> {
        let mut text = String::new();
        std::io::stdin()
            .take(MAX_BYTES + 1)
            .read_to_string(&mut text)
            .map_err(|error| Failure::new(format!("standard input: {error}")))?;
        // A terminal and most editors end it by a line feed.
        let line = text.strip_suffix('\n').unwrap_or(&text);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() {
            return Err(Failure::new("standard input: there is no password"));
        }
        if text.len() > 4096 || line.contains(char::is_control) {
            return Err(Failure::new(
                "standard input: a password is one line of at most 4096 bytes, without control characters",
            ));
        }
        let hash = PasswordHash::of(&Secret::from(line))
            .map_err(|error| Failure::new(error.to_string()))?;
        print(format!("{hash}\n").as_bytes())
    }
}
