//! `webhook-agent hash-password`.

use std::io::Read;

use clap::Command;
use webhook_model::Secret;

use super::{Failure, print};
use crate::auth::PasswordHash;

/// The maximum length of a password in bytes.
const MAX_BYTES: u64 = 4096;

pub(super) const NAME: &str = "hash-password";

pub(super) fn command() -> Command {
    Command::new(NAME).about(
        "Read a password from standard input and print its salted hash, for the configuration file",
    )
}

pub(super) fn run() -> Result<(), Failure> {
    let mut text = String::new();
    let input: &mut dyn Read = &mut std::io::stdin().lock();
    input
        .take(MAX_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(format!("standard input: {error}")))?;
    // Terminals and most editors add a line feed.
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() {
        return Err(Failure::new("standard input: the password is missing"));
    }
    let is_long = u64::try_from(text.len()).is_ok_and(|length| length > MAX_BYTES);
    if is_long || line.contains(char::is_control) {
        return Err(Failure::new(format!(
            "standard input: a password must be one line of at most {MAX_BYTES} bytes, without \
             control characters"
        )));
    }
    let hash =
        PasswordHash::of(&Secret::from(line)).map_err(|error| Failure::new(error.to_string()))?;
    print(format!("{hash}\n").as_bytes())
}
