//! The store of an agent and the settings of its webhooks, from the options of the command.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use webhook_model::target_url::TargetPolicy;

use super::configured::Settings;
use super::settings::RELEASE;
use super::values::release;
use super::{Failure, stores};
use crate::store::{Memory, Store};
use crate::webhooks::{Release, Webhooks};

/// The argument of the function that builds the agent for [`run_with`](super::run_with).
#[derive(Clone)]
pub struct Setup {
    store: Arc<dyn Store>,
    policy: TargetPolicy,
    ping: bool,
    console: bool,
    release: Release,
    /// Lines about the store for the start message.
    store_notes: String,
    warnings: Vec<String>,
    is_secret_in_file: bool,
}

const IN_MEMORY: &str =
    "Entities are kept in memory and lost when the agent stops; --store FILE.db keeps them.\n";

impl Setup {
    /// The store selected by `--store`; in memory by default.
    #[must_use]
    pub fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store)
    }

    /// The webhooks in this store, with the release of `--release`, the targets that
    /// `--allow-subnet`, `--allow-http` and `--no-ping` allow, and the page of `--console`.
    #[must_use]
    pub fn webhooks(&self) -> Webhooks {
        Webhooks::new(self.store())
            .policy(self.policy.clone())
            .ping(self.ping)
            .console(self.console)
            .release(self.release)
    }

    /// The defaults, before options are parsed.
    pub(super) fn defaults() -> Self {
        Self {
            store: Arc::new(Memory::new()),
            policy: TargetPolicy::new(),
            ping: true,
            console: false,
            release: Release::default(),
            store_notes: IN_MEMORY.to_owned(),
            warnings: Vec::new(),
            is_secret_in_file: false,
        }
    }

    /// The setup of a command other than `serve`, with the value of `--release`.
    pub(super) fn of(name: Option<&str>) -> Self {
        Self {
            release: release(name),
            ..Self::defaults()
        }
    }

    /// The setup of `serve`. Opens the store.
    ///
    /// # Errors
    /// A store that cannot be opened, or an invalid subnet.
    pub(super) fn read(settings: &Settings<'_>) -> Result<Self, Failure> {
        let mut setup = Self::defaults();
        if let Some(opened) = stores::open(settings)? {
            setup.store = opened.store;
            setup.store_notes = opened.notes;
            setup.warnings = opened.warnings;
            setup.is_secret_in_file = opened.is_secret_in_file;
        }
        let name = settings.text(RELEASE).map(|found| found.value);
        setup.release = release(name.as_deref());
        let http = settings.flag("allow-http").unwrap_or_default();
        setup.policy = setup.policy.allow_http(http);
        if let Some(subnets) = settings.all("allow-subnet") {
            let parse = |text: &String| {
                let subnet = text.parse();
                subnet.map_err(|error| format!("{text:?}: {error}"))
            };
            let subnets =
                subnets.parse(|all| all.iter().map(parse).collect::<Result<Vec<_>, _>>())?;
            setup.policy = subnets
                .into_iter()
                .fold(setup.policy, TargetPolicy::allow_subnet);
        }
        setup.console = settings.flag("console").unwrap_or_default();
        setup.ping = !settings.flag("no-ping").unwrap_or_default();
        Ok(setup)
    }

    /// Security warnings about the configuration.
    pub(super) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether the configuration file contains the password of the store.
    pub(super) fn is_secret_in_file(&self) -> bool {
        self.is_secret_in_file
    }

    /// Lines for the start message.
    pub(super) fn notes(&self) -> String {
        let mut notes = self.store_notes.clone();
        if self.policy.allows_http() {
            notes.push_str("Webhooks may have http targets, without encryption (--allow-http).\n");
        }
        for subnet in self.policy.subnets() {
            // Writing to a string cannot fail.
            let _ = writeln!(
                notes,
                "Webhooks may have targets in {subnet} (--allow-subnet)."
            );
        }
        if !self.ping {
            notes.push_str("Webhooks are saved without testing their targets (--no-ping).\n");
        }
        notes
    }
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("policy", &self.policy)
            .field("ping", &self.ping)
            .finish_non_exhaustive()
    }
}
