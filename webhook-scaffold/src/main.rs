//! The command, which is implemented in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    webhook_scaffold::cli::run(std::env::args_os())
}
