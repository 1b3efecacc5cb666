//! The settings of `serve`. Each is an option; most are an environment variable and a key of the
//! configuration file as well.

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, value_parser};

use super::Failure;
use super::config::Config;
use super::log::LEVELS;
use super::options::Options;
use super::values::{CONTRACTS, NAMESPACE_HELP, RELEASES, choices};

/// One setting.
pub(super) struct Setting {
    /// The option, without its dashes.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    variable: Option<&'static str>,
    of: Of,
    help: &'static str,
}

/// Which agents have a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    All,
    /// Those whose callers the command knows.
    Credentials,
    /// Those whose entities the command keeps.
    Store,
}

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// True or false.
    Flag,
    /// A text; the name of it in the help.
    Text(&'static str),
    /// Any number of texts.
    List(&'static str),
    /// The path of a file.
    File,
    /// One of some words, each with what it means.
    Choice(&'static [(&'static str, &'static str)]),
}

use Kind::{Choice, File, Flag, List, Text};

const fn setting(
    name: &'static str,
    variable: &'static str,
    kind: Kind,
    help: &'static str,
) -> Setting {
    Setting {
        name,
        kind,
        variable: Some(variable),
        of: Of::All,
        help,
    }
}

const fn secret(name: &'static str, help: &'static str) -> Setting {
    Setting {
        name,
        kind: File,
        // The variable has the secret itself, not the path of a file.
        variable: None,
        of: Of::Credentials,
        help,
    }
}

const fn stored(
    name: &'static str,
    variable: &'static str,
    kind: Kind,
    help: &'static str,
) -> Setting {
    Setting {
        of: Of::Store,
        ..setting(name, variable, kind, help)
    }
}

/// The setting that names the configuration file, and is not in it.
pub(super) const CONFIG: &str = "config";

/// The setting that names the store, perhaps with the password of a database.
pub(super) const STORE: &str = "store";

/// The setting that says what a webhook has; other commands than `serve` take it as well.
pub(super) const RELEASE: &str = "release";

/// All settings, in the order of the help.
pub(super) const SETTINGS: &[Setting] = &[
    setting(
        CONFIG,
        "WEBHOOK_AGENT_CONFIG",
        File,
        "A TOML file with settings and users; `serve --help` lists its keys",
    ),
    setting(
        "listen",
        "WEBHOOK_AGENT_LISTEN",
        Text("ADDRESS"),
        "The address and port to listen on; port 0 takes any free port [default: 127.0.0.1:8080]",
    ),
    setting(
        "strict",
        "WEBHOOK_AGENT_STRICT",
        Flag,
        "Answer 406 where Accept allows none of the six media types, instead of JSON",
    ),
    setting(
        "compat",
        "WEBHOOK_AGENT_COMPAT",
        Flag,
        "Answer the plain entity in the two patch types, instead of a patch",
    ),
    setting(
        "contract",
        "WEBHOOK_AGENT_CONTRACT",
        Choice(CONTRACTS),
        "The contract of XML documents [default: webapi]",
    ),
    setting(
        "namespace",
        "WEBHOOK_AGENT_NAMESPACE",
        Text("URI"),
        NAMESPACE_HELP,
    ),
    setting(
        "restrict",
        "WEBHOOK_AGENT_RESTRICT",
        List("AGENT"),
        "Answer 403 for this agent to applications without the right SO-AppToken",
    ),
    setting(
        "validate",
        "WEBHOOK_AGENT_VALIDATE",
        Flag,
        "Answer 422 to requests that break the rules of their entities",
    ),
    setting(
        "private-listing",
        "WEBHOOK_AGENT_PRIVATE_LISTING",
        Flag,
        "Require credentials on every path except /health",
    ),
    setting(
        "open-metrics",
        "WEBHOOK_AGENT_OPEN_METRICS",
        Flag,
        "Show /metrics to everyone, not only to this machine and to known users",
    ),
    setting(
        "allow-origin",
        "WEBHOOK_AGENT_ALLOW_ORIGIN",
        List("ORIGIN"),
        "Let pages of this origin, scheme://host:port, call the agent from a browser",
    ),
    #[cfg(feature = "time-zones")]
    setting(
        "base-zone",
        "WEBHOOK_AGENT_BASE_ZONE",
        Text("ZONE"),
        "The time zone of stored dates: a code, a number or an IANA name [default: UTC]",
    ),
    setting(
        "resources",
        "WEBHOOK_AGENT_RESOURCES",
        File,
        "A TOML file with the texts for [SR_..] references in translated properties",
    ),
    stored(
        STORE,
        "WEBHOOK_AGENT_STORE",
        Text("STORE"),
        "Where entities are kept: the path of a SQLite file, postgres://user@host/database, or memory \
         [default: memory]",
    ),
    Setting {
        of: Of::Store,
        ..secret(
            "store-password-file",
            "A file with the password of the database [env: WEBHOOK_AGENT_STORE_PASSWORD, the \
             password itself]",
        )
    },
    stored(
        RELEASE,
        "WEBHOOK_AGENT_RELEASE",
        Choice(RELEASES),
        "The release of NetServer whose webhooks are served; the store is the same [default: 11]",
    ),
    stored(
        "allow-subnet",
        "WEBHOOK_AGENT_ALLOW_SUBNET",
        List("SUBNET"),
        "Let webhooks send to the addresses of this subnet as well, such as 10.0.0.0/8",
    ),
    stored(
        "allow-http",
        "WEBHOOK_AGENT_ALLOW_HTTP",
        Flag,
        "Let webhooks send to http addresses, without encryption",
    ),
    stored(
        "no-ping",
        "WEBHOOK_AGENT_NO_PING",
        Flag,
        "Save webhooks without testing whether their targets answer",
    ),
    stored(
        "console",
        "WEBHOOK_AGENT_CONSOLE",
        Flag,
        "Serve a page for people at /console: webhooks, deliveries, forms",
    ),
    setting(
        "log",
        "WEBHOOK_AGENT_LOG",
        Choice(LEVELS),
        "How much to log, on standard error [default: info]",
    ),
    Setting {
        name: "user",
        kind: Text("NAME"),
        variable: Some("WEBHOOK_AGENT_USER"),
        of: Of::Credentials,
        help: "The user for Basic",
    },
    secret(
        "password-file",
        "A file with the password of the user [env: WEBHOOK_AGENT_PASSWORD, the password itself]",
    ),
    secret(
        "ticket-file",
        "A file with a ticket for SoTicket [env: WEBHOOK_AGENT_TICKET]",
    ),
    secret(
        "token-file",
        "A file with a token for Bearer [env: WEBHOOK_AGENT_TOKEN]",
    ),
    secret(
        "app-token-file",
        "A file with the SO-AppToken that may use restricted agents [env: WEBHOOK_AGENT_APP_TOKEN]",
    ),
    secret(
        "session-file",
        "A file with the value of the session cookie [env: WEBHOOK_AGENT_SESSION]",
    ),
    secret(
        "xsrf-file",
        "A file with the X-XSRF-TOKEN of the session [env: WEBHOOK_AGENT_XSRF]",
    ),
];

/// The settings as options; those for credentials only where the command decides who may call, those
/// for the store only where it keeps entities.
pub(super) fn options(with_credentials: bool, with_store: bool) -> impl Iterator<Item = Arg> {
    let settings = SETTINGS.iter();
    settings
        .filter(move |setting| match setting.of {
            Of::All => true,
            Of::Credentials => with_credentials,
            Of::Store => with_store,
        })
        .map(Setting::option)
}

/// The option of [`RELEASE`].
pub(super) fn release_option() -> Option<Arg> {
    let setting = SETTINGS.iter().find(|setting| setting.name == RELEASE);
    setting.map(|setting| setting.option().help_heading(None::<&'static str>))
}

impl Setting {
    /// The name of the key in the configuration file.
    pub(super) fn key(&self) -> String {
        self.name.replace('-', "_")
    }

    fn option(&self) -> Arg {
        let option = Arg::new(self.name).long(self.name).help(self.help);
        let option = match self.variable {
            // The help shows values of variables, and nobody else should see a password.
            Some(variable) => option.env(variable).hide_env_values(self.name == STORE),
            None => option,
        };
        let option = match self.of {
            Of::All => option,
            Of::Credentials => option.help_heading("Credentials"),
            Of::Store => option.help_heading("Stored entities and webhooks"),
        };
        match self.kind {
            Flag => option
                .value_name("BOOL")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_parser(["true", "false"]),
            Text(value) => option.value_name(value),
            List(value) => option
                .value_name(value)
                .value_delimiter(',')
                .action(ArgAction::Append),
            File => option
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf)),
            Choice(of) => option.value_parser(choices(of)),
        }
    }
}

/// The settings as they are configured: an option outranks its environment variable, which outranks
/// the configuration file.
pub(super) struct Settings<'m> {
    options: Options<'m>,
    file: Config,
}

/// A value and where it was set.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) source: String,
}

impl<T> Found<T> {
    /// Converts the value; an error names where the value was set.
    pub(super) fn parse<U, E: std::fmt::Display>(
        self,
        parse: impl FnOnce(T) -> Result<U, E>,
    ) -> Result<U, Failure> {
        parse(self.value).map_err(|error| Failure::new(format!("{}: {error}", self.source)))
    }
}

impl<'m> Settings<'m> {
    /// Reads the configuration file that the options name, if they do.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub(super) fn read(options: Options<'m>) -> Result<Self, Failure> {
        let file = match options.get::<PathBuf>(CONFIG) {
            Some(file) => Config::read(file)?,
            None => Config::default(),
        };
        Ok(Self { options, file })
    }

    pub(super) fn config(&self) -> &Config {
        &self.file
    }

    /// The value of a flag; false unless it is set.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.text(name).map(|found| found.value == "true")
    }

    pub(super) fn text(&self, name: &str) -> Option<Found<String>> {
        let mut found = self.all(name)?;
        let value = found.value.pop()?;
        Some(Found {
            value,
            source: found.source,
        })
    }

    pub(super) fn all(&self, name: &str) -> Option<Found<Vec<String>>> {
        let values = self.options.all(name);
        if values.is_empty() {
            let entry = self.file.entry(name)?;
            return Some(Found {
                value: entry.values.clone(),
                source: entry.source.clone(),
            });
        }
        Some(Found {
            value: values.into_iter().map(str::to_owned).collect(),
            source: self.source(name),
        })
    }

    /// The path in an option or its variable, else that in the configuration file.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        let path = self.path_option(name).map(Path::to_owned);
        path.or_else(|| self.file.path(name))
    }

    /// The path in an option or its variable.
    pub(super) fn path_option(&self, name: &str) -> Option<&'m Path> {
        self.options.get::<PathBuf>(name).map(PathBuf::as_path)
    }

    fn source(&self, name: &str) -> String {
        let variable = SETTINGS
            .iter()
            .find(|setting| setting.name == name)
            .and_then(|setting| setting.variable);
        match (self.options.source(name), variable) {
            (Some(ValueSource::EnvVariable), Some(variable)) => variable.to_owned(),
            _ => format!("--{name}"),
        }
    }
}
