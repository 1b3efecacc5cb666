//! The command line.

mod config;
mod convert;
mod credentials;
mod default;
mod hash_password;
mod lines;
mod log;
mod schema;
mod secrets;
mod serve;
mod signals;

use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use serde::Deserialize;
use webhook_agent::{Registered, Registry};
use webhook_model::{Associate, Contract, MediaType, Webhook};

/// Serves SuperOffice NetServer entities over HTTP, and converts them between media types.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// `serve` is what runs without a command, so that its options stand here too.
    #[command(flatten)]
    serve: serve::Serve,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the agent until Ctrl-C or SIGTERM [what runs without a command]
    #[command(after_long_help = format!("{}\n\n{}", credentials::HELP, config::HELP))]
    Serve(Box<serve::Serve>),
    /// Print the default entity as CreateDefault answers it
    Default(default::Default),
    /// Read a body on standard input and write it in another media type
    Convert(convert::Convert),
    /// Describe entities for other programs: OpenAPI, Swagger, XML Schema
    Schema(schema::Schema),
    /// Read a password on standard input and print its salted hash, for the configuration
    HashPassword(hash_password::HashPassword),
}

const EXAMPLES: &str = "\
Examples:
  webhook-agent
      Run on 127.0.0.1:8080 with a password made up for this run; a curl line to try is printed.
  WEBHOOK_AGENT_PASSWORD=... webhook-agent serve --listen 0.0.0.0:80 --user tje0
      Run for others, with a password of your own. `webhook-agent serve --help` has all the ways.
  webhook-agent default Webhook --accept application/xml --contract soap
      Print the default webhook in XML.
  echo '{\"name\": \"Mine\"}' |
      webhook-agent convert --from application/json --to application/merge-patch+json
      Print what turns the default webhook into this one.
  webhook-agent schema --format swagger --entity Webhook
      Print a Swagger document with the webhook's operations.
  webhook-agent hash-password < password.txt
      Print what [[users]] in a configuration has as password_hash.";

/// Runs the command.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        None => arguments.serve.run(),
        Some(Command::Serve(serve)) => serve.run(),
        Some(Command::Default(default)) => default.run(),
        Some(Command::Convert(convert)) => convert.run(),
        Some(Command::Schema(schema)) => schema.run(),
        Some(Command::HashPassword(hash)) => hash.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // A closed standard error is no reason to panic.
            let _ = writeln!(std::io::stderr(), "webhook-agent: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Why the command failed: one line.
#[derive(Debug)]
struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Failure {
    fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// The entities that `default` and `convert` know.
fn entities() -> Registry {
    Registry::new()
        .with(Registered::of::<Webhook>())
        .with(Registered::of::<Associate>())
}

fn entity(name: &str) -> Result<Registered, Failure> {
    let known = entities();
    if let Some(found) = known.get(name) {
        return Ok(*found);
    }
    let hint = known.suggest(name).map_or_else(
        || {
            let names: Vec<&str> = known.iter().map(|entry| entry.entity().name).collect();
            format!("known are {}", names.join(", "))
        },
        |like| format!("did you mean `{like}`?"),
    );
    Err(Failure(format!("there is no entity `{name}`; {hint}")))
}

/// An XML contract, as an option names it.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ContractName {
    /// Members ordered by name, as the REST agents write them
    Webapi,
    /// Members in declared order, as the SOAP services write them
    Soap,
}

impl From<ContractName> for Contract {
    fn from(name: ContractName) -> Self {
        match name {
            ContractName::Webapi => Self::WebApi,
            ContractName::Soap => Self::Soap,
        }
    }
}

/// Reads a media type for an option.
fn media_type(text: &str) -> Result<MediaType, String> {
    text.parse()
        .map_err(|error: webhook_model::format::UnknownMediaType| error.to_string())
}

/// Writes a body to standard output, with a line feed after it where a person would miss one.
fn print(body: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(body).and_then(|()| {
        if std::io::IsTerminal::is_terminal(&out) {
            out.write_all(b"\n")?;
        }
        out.flush()
    });
    match written {
        // `| head` has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure(format!("standard output: {error}"))),
    }
}
