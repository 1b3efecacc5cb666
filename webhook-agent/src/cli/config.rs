//! The configuration file: TOML.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::ResourceTable;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Failure;
use super::settings::{CONFIG, Kind, SETTINGS, Setting};

/// The description of the file in `serve --help`.
pub(super) const HELP: &str = "\
Configuration file:
  An option takes precedence over its environment variable, and the variable over the file. Paths
  in the file are relative to its folder. Every key is optional:

    listen = \"127.0.0.1:8080\"
    log = \"info\"                     # off, error, warn, info, debug
    strict = false
    compat = false
    contract = \"webapi\"              # or soap
    namespace = \"http://...\"
    restrict = [\"Webhook\"]
    validate = false
    private_listing = false
    open_metrics = false
    allow_origin = [\"https://crm.example.com\"]
    base_zone = \"NO\"                 # time zone of stored dates: a code, a number or an IANA name
    store = \"hooks.db\"              # or postgres://user@host/database, or memory
    store_password_file = \"db.txt\"   # the password of the database
    release = \"11\"                  # or 12
    allow_subnet = [\"10.0.0.0/8\"]
    allow_http = false
    no_ping = false
    console = false                  # serve a web console at /console
    resources = \"texts.toml\"         # a table for each name: [SR_NAME] with US = \"..\", NO = \"..\"
    user = \"tje0\"                    # needs password_file
    password_file = \"password.txt\"   # and ticket_file, token_file, app_token_file,
                                     # session_file, xsrf_file

    [[users]]                        # any number of users for Basic
    name = \"anna\"
    password_hash = \"$argon2id$...\"  # from `webhook-agent hash-password`";

/// The maximum size of a file.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The configuration file. Every secret can be in another file; only a store URL may contain a
/// password.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The path of the file.
    file: PathBuf,
    entries: Vec<Entry>,
    pub(super) users: Vec<User>,
}

/// A setting in the file.
pub(super) struct Entry {
    name: &'static str,
    pub(super) values: Vec<String>,
    /// File, line and key.
    pub(super) source: String,
}

impl fmt::Debug for Entry {
    /// Values are omitted: a store URL may contain a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry").field(&self.name).finish()
    }
}

/// A user with a password hash.
#[derive(Debug)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) password_hash: String,
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// A file that cannot be read or is not TOML, an unknown key, or a value of the wrong type. The
    /// error contains the line.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let text = read(file)?;
        let source = Source { file, text: &text };
        let mut config = Self {
            file: file.to_owned(),
            ..Self::default()
        };
        for (key, value) in source.parse()?.get_ref() {
            if key.get_ref() == "users" {
                config.users = source.users(value)?;
                continue;
            }
            let Some(setting) = SETTINGS
                .iter()
                .find(|setting| setting.name != CONFIG && setting.key() == **key.get_ref())
            else {
                return Err(source.unknown(key, &known_keys()));
            };
            config.entries.push(Entry {
                name: setting.name,
                values: source.values(setting, value)?,
                source: format!("{}: {}", source.place(value.span().start), key.get_ref()),
            });
        }
        Ok(config)
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// A path in the file, relative to the file's folder.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        let path = self.entry(name)?.values.first()?;
        let folder = self.file.parent().unwrap_or(Path::new(""));
        Some(folder.join(path))
    }
}

fn known_keys() -> Vec<String> {
    let settings = SETTINGS.iter().filter(|setting| setting.name != CONFIG);
    settings
        .map(Setting::key)
        .chain(["users".to_owned()])
        .collect()
}

/// Reads the texts of `[SR_..]` references: a table for each name, with a text for each language.
///
/// # Errors
/// See [`Config::read`]; an invalid name, or an unknown language code.
pub(super) fn resources(file: &Path) -> Result<ResourceTable, Failure> {
    let text = read(file)?;
    let source = Source { file, text: &text };
    let mut table = ResourceTable::new();
    for (name, languages) in source.parse()?.get_ref() {
        for (code, text) in source.table(languages)? {
            let text = source.text(text)?;
            table = table
                .with(&**name.get_ref(), code.get_ref(), text)
                .map_err(|error| source.failure(code.span().start, &error))?;
        }
    }
    Ok(table)
}

fn read(file: &Path) -> Result<String, Failure> {
    let failure =
        |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", file.display()));
    let length = std::fs::metadata(file)
        .map_err(|error| failure(&error))?
        .len();
    if length > MAX_BYTES {
        return Err(failure(&format_args!("more than {MAX_BYTES} bytes")));
    }
    std::fs::read_to_string(file).map_err(|error| failure(&error))
}

/// A TOML file whose values are converted. Errors contain the line number but do not quote the
/// line, which may contain a hash.
struct Source<'s> {
    file: &'s Path,
    text: &'s str,
}

type Value<'s> = Spanned<DeValue<'s>>;

impl<'s> Source<'s> {
    fn parse(&self) -> Result<Spanned<DeTable<'s>>, Failure> {
        DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.failure(at, &error.message())
        })
    }

    /// The values of a setting as text.
    fn values(&self, setting: &Setting, value: &Value<'s>) -> Result<Vec<String>, Failure> {
        match (setting.kind, value.get_ref()) {
            (Kind::Flag, DeValue::Boolean(value)) => Ok(vec![value.to_string()]),
            (Kind::Flag, _) => Err(self.wrong_type(value, "a boolean")),
            (Kind::List(_), DeValue::Array(items)) => {
                items.iter().map(|item| self.text(item)).collect()
            }
            (Kind::List(_), _) => Err(self.wrong_type(value, "an array of strings")),
            (Kind::Choice(of), _) => {
                let text = self.text(value)?;
                if of.iter().any(|(name, _)| *name == text) {
                    return Ok(vec![text]);
                }
                let names: Vec<&str> = of.iter().map(|(name, _)| *name).collect();
                let message = format!("unknown value {text:?}; expected {}", names.join(", "));
                Err(self.failure(value.span().start, &message))
            }
            (Kind::Text(_) | Kind::File, _) => Ok(vec![self.text(value)?]),
        }
    }

    fn users(&self, value: &Value<'s>) -> Result<Vec<User>, Failure> {
        let Some(users) = value.get_ref().as_array() else {
            return Err(self.wrong_type(value, "[[users]]"));
        };
        users.iter().map(|user| self.user(user)).collect()
    }

    fn user(&self, user: &Value<'s>) -> Result<User, Failure> {
        let (mut name, mut password_hash) = (None, None);
        for (key, value) in self.table(user)? {
            match &**key.get_ref() {
                "name" => name = Some(self.text(value)?),
                "password_hash" => password_hash = Some(self.text(value)?),
                _ => return Err(self.unknown(key, &["name".into(), "password_hash".into()])),
            }
        }
        let missing = |key| {
            let message = format!("missing `{key}` of a user");
            self.failure(user.span().start, &message)
        };
        Ok(User {
            name: name.ok_or_else(|| missing("name"))?,
            password_hash: password_hash.ok_or_else(|| missing("password_hash"))?,
        })
    }

    fn table<'v>(&self, value: &'v Value<'s>) -> Result<&'v DeTable<'s>, Failure> {
        let table = value.get_ref().as_table();
        table.ok_or_else(|| self.wrong_type(value, "a table"))
    }

    fn text(&self, value: &Value<'s>) -> Result<String, Failure> {
        let text = value.get_ref().as_str();
        text.map(str::to_owned)
            .ok_or_else(|| self.wrong_type(value, "a string"))
    }

    fn wrong_type(&self, value: &Value<'s>, expected: &str) -> Failure {
        let found = value.get_ref().type_str();
        let message = format!("invalid type: expected {expected}, found {found}");
        self.failure(value.span().start, &message)
    }

    fn unknown(&self, key: &Spanned<std::borrow::Cow<'s, str>>, known: &[String]) -> Failure {
        let mut names = known.iter().map(String::as_str);
        let hint = super::did_you_mean(key.get_ref(), &mut names);
        let message = format!("unknown key `{}`; {hint}", key.get_ref().escape_debug());
        self.failure(key.span().start, &message)
    }

    fn failure(&self, at: usize, error: &dyn std::fmt::Display) -> Failure {
        Failure::new(format!("{}: {error}", self.place(at)))
    }

    fn place(&self, at: usize) -> String {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        format!("{}:{line}", self.file.display())
    }
}
