//! The configuration file: TOML.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use webhook_agent::ResourceTable;

use super::log::Level;
use super::{ContractName, Failure};

/// What `serve --help` says about the file.
pub(super) const HELP: &str = "\
Configuration:
  What an option says outranks its environment variable, that outranks the file of --config, and
  that the default. Paths in the file are relative to its folder. All keys may be left out:

    listen = \"127.0.0.1:8080\"
    log = \"info\"                     # off, error, warn, info, debug
    strict = false
    compat = false
    contract = \"webapi\"              # or soap
    namespace = \"http://...\"
    restrict = [\"Webhook\"]
    private_listing = false
    open_metrics = false
    allow_origin = [\"https://crm.example.com\"]
    base_zone = \"NO\"                 # of the dates that are stored: a code, a number, an IANA name
    resources = \"texts.toml\"         # what [SR_..] stands for: [SR_NAME] with US = \"..\", NO = \"..\"
    user = \"tje0\"                    # with its password_file
    password_file = \"password.txt\"   # and ticket_file, token_file, app_token_file,
                                     # session_file, xsrf_file

    [[users]]                        # any number, for Basic
    name = \"anna\"
    password_hash = \"$argon2id$...\"  # by webhook-agent hash-password";

/// The most bytes of a file that is read.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The file, as it is written. No key holds a secret in plain text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    pub(super) listen: Option<SocketAddr>,
    pub(super) log: Option<Level>,
    pub(super) strict: Option<bool>,
    pub(super) compat: Option<bool>,
    pub(super) contract: Option<ContractName>,
    pub(super) namespace: Option<String>,
    pub(super) restrict: Option<Vec<String>>,
    pub(super) private_listing: Option<bool>,
    pub(super) open_metrics: Option<bool>,
    pub(super) allow_origin: Option<Vec<String>>,
    pub(super) base_zone: Option<String>,
    pub(super) resources: Option<PathBuf>,
    pub(super) user: Option<String>,
    pub(super) password_file: Option<PathBuf>,
    pub(super) ticket_file: Option<PathBuf>,
    pub(super) token_file: Option<PathBuf>,
    pub(super) app_token_file: Option<PathBuf>,
    pub(super) session_file: Option<PathBuf>,
    pub(super) xsrf_file: Option<PathBuf>,
    #[serde(default)]
    pub(super) users: Vec<User>,
}

/// A user whose password is known by its hash.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) password_hash: String,
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// A file that cannot be read, is no TOML, or has a key that there is not; with the line.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let mut config: Self = read(file)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        for path in [
            &mut config.resources,
            &mut config.password_file,
            &mut config.ticket_file,
            &mut config.token_file,
            &mut config.app_token_file,
            &mut config.session_file,
            &mut config.xsrf_file,
        ]
        .into_iter()
        .flatten()
        {
            *path = folder.join(&*path);
        }
        Ok(config)
    }
}

/// Reads the texts of `[SR_..]` references.
///
/// # Errors
/// As of the configuration, a name that is none, a language that the vendor does not have.
pub(super) fn resources(file: &Path) -> Result<ResourceTable, Failure> {
    let texts: BTreeMap<String, BTreeMap<String, String>> = read(file)?;
    let mut table = ResourceTable::new();
    for (name, languages) in texts {
        for (code, text) in languages {
            table = table
                .with(name.as_str(), &code, text)
                .map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
        }
    }
    Ok(table)
}

/// Reads a TOML file.
fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    let failure =
        |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", file.display()));
    let length = std::fs::metadata(file)
        .map_err(|error| failure(&error))?
        .len();
    if length > MAX_BYTES {
        return Err(failure(&format_args!("more than {MAX_BYTES} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|error| failure(&error))?;
    toml::from_str(&text).map_err(|error| {
        // The line by its number alone: toml's own text quotes it, and a hash may stand there.
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        Failure::new(format!("{}:{line}: {}", file.display(), error.message()))
    })
}
