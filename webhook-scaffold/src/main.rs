//! The command; all that it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    webhook_scaffold::cli::run(std::env::args_os())
}
