//! The command-line interface of an agent.
//!
//! [`run`] turns an agent into a command: `serve` with its options, environment variables and
//! configuration file, and `default`, `convert` and `schema` for its entities.

mod config;
mod configured;
mod convert;
mod credentials;
mod default;
mod hash_password;
mod lines;
mod listen;
mod log;
mod options;
mod schema;
mod secrets;
mod serve;
mod settings;
mod setup;
mod signals;
mod stores;
mod values;

use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use webhook_model::suggest::closest;

use self::configured::Settings;
use self::options::Options;
pub use self::setup::Setup;
use crate::auth::StaticCredentials;
use crate::{Agent, Registered, Registry};

/// An agent whose credentials come from the options, environment variables and configuration file
/// of [`run`]. Without [`run`], it rejects every request.
///
/// ```no_run
/// use std::process::ExitCode;
/// use webhook_agent::cli;
/// use webhook_model::Webhook;
///
/// fn main() -> ExitCode {
///     cli::run(cli::agent().serve_entity::<Webhook>())
/// }
/// ```
#[must_use]
pub fn agent() -> Agent {
    Agent::new(StaticCredentials::new()).configured_by_command()
}

/// Runs the command line of an agent, and returns the exit status: 0 for success, 1 for a failure,
/// which is printed as one line on standard error, or 2 for wrong usage.
///
/// | command | what it does |
/// |---|---|
/// | `serve`, the default | runs the agent until a signal stops it |
/// | `default` | prints the default value of an entity |
/// | `convert` | converts a body to another media type |
/// | `schema` | describes the served operations as OpenAPI, Swagger or XML Schema |
/// | `hash-password` | hashes a password for the configuration file |
///
/// The options of `serve` override the [`Options`](crate::Options) of the agent. An agent with its
/// own authenticator has no options for credentials. An agent made by [`agent`] has them, and
/// generates a password if none is set.
///
/// It creates its own tokio runtime, so it must not be called inside one.
///
/// ```no_run
/// use std::process::ExitCode;
/// use webhook_agent::{Agent, auth::Anyone, cli};
/// use webhook_model::Webhook;
///
/// fn main() -> ExitCode {
///     cli::run(Agent::new(Anyone).serve_entity::<Webhook>())
/// }
/// ```
pub fn run(agent: Agent) -> ExitCode {
    start(agent, None)
}

/// Like [`run`], for an agent that stores entities. Adds the options `--store`,
/// `--store-password-file`, `--release`, `--allow-subnet`, `--allow-http`, `--no-ping` and
/// `--console`.
///
/// `build` is called more than once: first for the names of operations and entities, then with the
/// parsed options. The store is open only for `serve`, which also delivers the notifications of its
/// webhooks.
///
/// ```no_run
/// use std::process::ExitCode;
/// use webhook_agent::cli;
///
/// fn main() -> ExitCode {
///     cli::run_with(|setup| cli::agent().serve_webhooks(&setup.webhooks()))
/// }
/// ```
pub fn run_with(build: impl Fn(&Setup) -> Agent) -> ExitCode {
    start(build(&Setup::defaults()), Some(&build))
}

/// Builds an agent from its store and options.
type Build<'b> = Option<&'b dyn Fn(&Setup) -> Agent>;

fn start(agent: Agent, build: Build<'_>) -> ExitCode {
    let mut parser = command(&agent, build.is_some());
    let matches = match parser.try_get_matches_from_mut(std::env::args_os()) {
        Ok(matches) => matches,
        Err(error) => {
            // A closed standard output must not cause a panic.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match dispatch(&parser, &matches, agent, build) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "{}: {failure}", program());
            ExitCode::FAILURE
        }
    }
}

fn command(agent: &Agent, with_store: bool) -> Command {
    let with_credentials = agent.is_configured_by_command();
    let release = || with_store.then(settings::release_option).flatten();
    let entities = agent.registry();
    let first = entities.iter().next().map(|entry| entry.entity().name);
    let program = program();
    let mut command = Command::new("webhook-agent")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Serves SuperOffice NetServer entities over HTTP, and converts them between media types")
        .args(settings::options(with_credentials, with_store))
        .subcommand(serve::command(with_credentials, with_store))
        .subcommand(schema::command().args(release()))
        .after_help(examples(&program, first));
    if let Some(first) = first {
        command = command
            .subcommand(default::command(first).args(release()))
            .subcommand(convert::command(first).args(release()));
    }
    if with_credentials {
        command = command.subcommand(hash_password::command());
    }
    command.bin_name(program)
}

fn dispatch(
    parser: &Command,
    matches: &ArgMatches,
    mut agent: Agent,
    build: Build<'_>,
) -> Result<(), Failure> {
    let Some((name, own)) = matches.subcommand() else {
        let options = Options::unnamed(matches);
        return serve::run(&Settings::read(options)?, agent, build);
    };
    let options = Options::named(name, parser, own, matches)?;
    if let (Some(build), true) = (build, name != serve::NAME) {
        agent = build(&Setup::of(options.text(settings::RELEASE)));
    }
    match name {
        default::NAME => default::run(&options, agent.registry()),
        convert::NAME => convert::run(&options, agent.registry()),
        schema::NAME => schema::run(&options, &agent),
        hash_password::NAME => hash_password::run(),
        _ => serve::run(&Settings::read(options)?, agent, build),
    }
}

fn examples(program: &str, first: Option<&str>) -> String {
    let mut text = format!(
        "\
Examples:
  {program}
      Listen on 127.0.0.1:8080.
  {program} serve --listen 0.0.0.0:80 --config agent.toml
      Accept requests from other machines. `{program} serve --help` describes the file.
  {program} schema --format swagger
      Print a Swagger document of the served operations."
    );
    if let Some(first) = first {
        // Writing to a string cannot fail.
        let _ = fmt::Write::write_fmt(
            &mut text,
            format_args!(
                "
  {program} default {first} --accept application/xml --contract soap
      Print the default {first} in XML.
  echo '{{}}' | {program} convert --from application/json --to application/xml
      Convert a {first} from JSON to XML."
            ),
        );
    }
    text
}

/// The name by which the command was called.
fn program() -> String {
    let path = std::env::args_os().next().map(std::path::PathBuf::from);
    let name = path.as_ref().and_then(|path| path.file_stem());
    name.map_or_else(
        || "webhook-agent".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Why the command failed, in one line.
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

fn entity(registry: &Registry, name: &str) -> Result<Registered, Failure> {
    let found = registry.get(name).copied();
    found.ok_or_else(|| {
        let hint = did_you_mean(name, &mut registry.iter().map(|entry| entry.entity().name));
        Failure(format!("unknown entity `{}`; {hint}", name.escape_debug()))
    })
}

/// Suggests the most similar known name, or lists all names.
fn did_you_mean(name: &str, known: &mut dyn Iterator<Item = &str>) -> String {
    let mut known: Vec<&str> = known.collect();
    known.dedup();
    match closest(name, known.iter().copied()) {
        Some(like) => format!("did you mean `{like}`?"),
        None => format!("expected one of {}", known.join(", ")),
    }
}

/// Writes to standard output, with a final line feed if it is a terminal.
fn print(body: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(body).and_then(|()| {
        if std::io::IsTerminal::is_terminal(&out) && !body.ends_with(b"\n") {
            out.write_all(b"\n")?;
        }
        out.flush()
    });
    match written {
        // The reader, such as `head`, has closed the pipe.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure(format!("standard output: {error}"))),
    }
}
