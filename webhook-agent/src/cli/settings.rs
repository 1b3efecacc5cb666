//! The settings of `serve`. Each is an option; most are also an environment variable and a key of
//! the configuration file.

use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};

use super::log::LEVELS;
use super::values::{CONTRACTS, NAMESPACE_HELP, RELEASES, choices};

/// One setting.
pub(super) struct Setting {
    /// The option, without its dashes.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) variable: Option<&'static str>,
    of: Of,
    help: &'static str,
}

/// The agents that have a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    All,
    /// Agents whose credentials the command configures.
    Credentials,
    /// Agents whose entities the command stores.
    Store,
}

/// The type of a setting's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A boolean.
    Flag,
    /// Text; the placeholder in the help.
    Text(&'static str),
    /// A list of texts; the placeholder in the help.
    List(&'static str),
    /// The path of a file.
    File,
    /// One of several words, each with its description.
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
        // The variable contains the secret itself, not a path.
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

/// The setting for the path of the configuration file.
pub(super) const CONFIG: &str = "config";

/// The setting for the store, which may contain a database password.
pub(super) const STORE: &str = "store";

/// The setting for the release of NetServer, which other commands also have.
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
        "Respond with 406 instead of JSON if Accept allows none of the six media types",
    ),
    setting(
        "compat",
        "WEBHOOK_AGENT_COMPAT",
        Flag,
        "Respond with the plain entity instead of a patch in the two patch media types",
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
        "Respond with 403 for this agent unless the request has a valid SO-AppToken",
    ),
    setting(
        "validate",
        "WEBHOOK_AGENT_VALIDATE",
        Flag,
        "Respond with 422 to requests that violate the rules of their entities",
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
        "Serve /metrics to everyone, not only to this machine and to known users",
    ),
    setting(
        "allow-origin",
        "WEBHOOK_AGENT_ALLOW_ORIGIN",
        List("ORIGIN"),
        "Allow web pages of this origin, scheme://host:port, to call the agent",
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
        "A TOML file with the texts of [SR_..] references in translated properties",
    ),
    stored(
        STORE,
        "WEBHOOK_AGENT_STORE",
        Text("STORE"),
        "The store of entities: the path of a SQLite file, postgres://user@host/database, or memory \
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
        "The release of NetServer to serve; the stored data does not depend on it [default: 11]",
    ),
    stored(
        "allow-subnet",
        "WEBHOOK_AGENT_ALLOW_SUBNET",
        List("SUBNET"),
        "Also allow targets in this subnet, such as 10.0.0.0/8",
    ),
    stored(
        "allow-http",
        "WEBHOOK_AGENT_ALLOW_HTTP",
        Flag,
        "Also allow targets with http URLs, without encryption",
    ),
    stored(
        "no-ping",
        "WEBHOOK_AGENT_NO_PING",
        Flag,
        "Save webhooks without testing their targets",
    ),
    stored(
        "console",
        "WEBHOOK_AGENT_CONSOLE",
        Flag,
        "Serve a web console at /console: webhooks, deliveries, forms",
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

/// The settings as options. Those for credentials are included if the command configures the
/// authenticator, those for the store if it stores entities.
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
    /// The key in the configuration file.
    pub(super) fn key(&self) -> String {
        self.name.replace('-', "_")
    }

    fn option(&self) -> Arg {
        let option = Arg::new(self.name).long(self.name).help(self.help);
        let option = match self.variable {
            // The help shows the values of variables, so a possible password must be hidden.
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
