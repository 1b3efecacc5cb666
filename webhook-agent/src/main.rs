//! The command: `webhook-agent serve`, `webhook-agent default`, `webhook-agent convert`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
