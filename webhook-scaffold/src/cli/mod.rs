//! The command.

mod diff;
mod generate;
mod workspace;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Generates Rust structs with `#[derive(NetServerEntity)]` from SuperOffice's API descriptions.
///
/// Reads Swagger 2.0 as the vendor publishes it, a file for each agent, and OpenAPI 3.0 and 3.1.
#[derive(Debug, Parser)]
#[command(
    name = "webhook-scaffold",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        webhook-scaffold generate --from openapi --agents Contact,Sale --out superoffice\n  \
        webhook-scaffold generate --from openapi --out superoffice --check\n  \
        webhook-scaffold diff openapi-april openapi"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Generate),
    Diff(diff::Diff),
}

/// Runs the command. The exit status is 0, 1 if `--check` or `diff` found a difference, or 2 for an
/// error.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Ignore errors of a closed output.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let outcome = match arguments.command {
        Command::Generate(generate) => generate.run(),
        Command::Diff(diff) => diff.run(),
    };
    outcome.unwrap_or_else(|error| {
        // As above.
        let _ = writeln!(std::io::stderr(), "error: {error}");
        ExitCode::from(2)
    })
}

/// Prints text. Unlike `println!`, it does not panic if the output is closed.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
