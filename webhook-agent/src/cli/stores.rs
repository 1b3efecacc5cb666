//! Opens the store selected by `--store`.

use std::sync::Arc;

use super::Failure;
use super::configured::Settings;
use super::secrets::{Sourced, find};
use super::settings::STORE;
use crate::store::Store;

/// An open store, and messages about it.
pub(super) struct Opened {
    pub(super) store: Arc<dyn Store>,
    /// Lines for the start message.
    pub(super) notes: String,
    /// Security warnings about the configuration.
    pub(super) warnings: Vec<String>,
    /// Whether the URL in the configuration file contains a password.
    pub(super) is_secret_in_file: bool,
}

const PASSWORD: &str = "WEBHOOK_AGENT_STORE_PASSWORD";

/// Opens the store; `None` for the store in memory.
///
/// # Errors
/// A store that cannot be opened. The message does not repeat the URL, which may contain a
/// password.
pub(super) fn open(settings: &Settings<'_>) -> Result<Option<Opened>, Failure> {
    let file = "store-password-file";
    let configured = settings.config().path(file);
    let password = find(settings.path_option(file), PASSWORD, configured.as_deref())?;
    let store = settings.text(STORE);
    let is_postgres = store
        .as_ref()
        .is_some_and(|store| is_postgres(&store.value));
    if password.is_some() && !is_postgres {
        return Err(Failure::new(format!(
            "only a database has a password; set --{STORE} postgres://.., or remove \
             --{file} and {PASSWORD}"
        )));
    }
    let Some(store) = store.filter(|store| !store.value.eq_ignore_ascii_case("memory")) else {
        return Ok(None);
    };
    let place = Place {
        is_option: store.source == format!("--{STORE}"),
        is_file: settings
            .config()
            .entry(STORE)
            .is_some_and(|entry| entry.source == store.source),
    };
    let opened = store.parse(|name| {
        if is_postgres {
            postgres(&name, password, place)
        } else if name.contains("://") {
            Err("expected the path of a SQLite file, postgres://.., or memory".to_owned())
        } else {
            sqlite(&name)
        }
    });
    opened.map(Some)
}

/// The source of the store's name.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "postgres"),
    allow(dead_code, reason = "only a database has a password")
)]
struct Place {
    is_option: bool,
    is_file: bool,
}

fn is_postgres(name: &str) -> bool {
    name.starts_with("postgres://") || name.starts_with("postgresql://")
}

#[cfg(feature = "sqlite")]
fn sqlite(file: &str) -> Result<Opened, String> {
    match crate::store::Sqlite::open(file) {
        Ok(store) => Ok(Opened {
            store: Arc::new(store),
            notes: String::new(),
            warnings: Vec::new(),
            is_secret_in_file: false,
        }),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &str) -> Result<Opened, String> {
    Err("this program is built without SQLite; build it with `--features sqlite`".to_owned())
}

#[cfg(feature = "postgres")]
fn postgres(url: &str, password: Option<Sourced>, place: Place) -> Result<Opened, String> {
    use crate::store::{Postgres, PostgresOptions};

    let mut options = PostgresOptions::parse(url).map_err(|error| error.to_string())?;
    let (mut warnings, mut notes) = (Vec::new(), String::new());
    let is_secret = options.has_password();
    if is_secret && place.is_option {
        warnings.push(format!(
            "other users of the machine can read the password in --{STORE}; set --store-password-file \
             or {PASSWORD}"
        ));
    }
    if let Some(password) = password {
        warnings.extend(password.warning);
        options = options.password(password.secret.expose());
    }
    if options.is_exposed() {
        notes.push_str("The connection to the database is not encrypted (sslmode=disable).\n");
    }
    // The agent's runtime starts later; further connections are made in that runtime.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the runtime cannot be started: {error}"))?;
    let store = runtime.block_on(Postgres::open(options));
    Ok(Opened {
        store: Arc::new(store.map_err(|error| error.to_string())?),
        notes,
        warnings,
        is_secret_in_file: is_secret && place.is_file,
    })
}

#[cfg(not(feature = "postgres"))]
fn postgres(_: &str, _: Option<Sourced>, _: Place) -> Result<Opened, String> {
    Err("this program is built without PostgreSQL; build it with `--features postgres`".to_owned())
}
