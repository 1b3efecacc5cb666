//! Tenants of the online service, whose base URLs can change.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, HeaderValue};
use webhook_model::property::date_time::{DateTime, Offset};
use webhook_model::{MediaType, NetServerEntity};

use crate::client::Inner;
use crate::draft::Terms;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::kept::Kept;
use crate::site::{Site, SiteError};

/// The state of a tenant, as its state service reports it.
///
/// ```
/// use webhook_client::TenantState;
///
/// assert!(TenantState::OnlineMaintenance.is_running());
/// assert!(!TenantState::Suspended.is_running());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TenantState {
    /// Unknown to the service, or a state of a newer release.
    Unknown,
    /// Being created.
    Provisioning,
    /// Accepts calls.
    Running,
    /// Deleted.
    Deleted,
    /// Suspended.
    Suspended,
    /// Maintenance during which calls are accepted.
    OnlineMaintenance,
    /// Maintenance during which calls are not accepted.
    OfflineMaintenance,
    /// Creation failed.
    ProvisioningFailed,
    /// Being deleted.
    Deleting,
    /// Deletion failed.
    DeleteFailed,
    /// About to move to another host.
    MigrationPending,
}

/// The states with their numbers and their descriptions for an error message.
const STATES: [(TenantState, u64, &str, &str); 11] = {
    use TenantState::{
        DeleteFailed, Deleted, Deleting, MigrationPending, OfflineMaintenance, OnlineMaintenance,
        Provisioning, ProvisioningFailed, Running, Suspended, Unknown,
    };
    [
        (Unknown, 0, "Unknown", "in an unknown state"),
        (Provisioning, 1, "Provisioning", "not created completely"),
        (Running, 2, "Running", "running"),
        (Deleted, 3, "Deleted", "deleted"),
        (Suspended, 4, "Suspended", "suspended"),
        (
            OnlineMaintenance,
            5,
            "OnlineMaintenance",
            "in online maintenance",
        ),
        (
            OfflineMaintenance,
            6,
            "OfflineMaintenance",
            "in maintenance: try again later",
        ),
        (
            ProvisioningFailed,
            8,
            "ProvisioningFailed",
            "not created: its creation failed",
        ),
        (Deleting, 10, "Deleting", "being deleted"),
        (DeleteFailed, 11, "DeleteFailed", "deleted incompletely"),
        (
            MigrationPending,
            12,
            "MigrationPending",
            "about to move: try again later",
        ),
    ]
};

impl TenantState {
    /// Whether the tenant accepts calls: true for [`Running`](Self::Running) and
    /// [`OnlineMaintenance`](Self::OnlineMaintenance).
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Running | Self::OnlineMaintenance)
    }

    /// Decodes a name or a number.
    fn decode(value: &serde_json::Value) -> Self {
        let found = STATES.iter().find(|(_, number, name, _)| match value {
            serde_json::Value::String(text) => text.eq_ignore_ascii_case(name),
            other => other.as_u64() == Some(*number),
        });
        found.map_or(Self::Unknown, |(state, ..)| *state)
    }

    /// The end of the sentence "the tenant .. is ..".
    fn description(self) -> &'static str {
        let found = STATES.iter().find(|(state, ..)| *state == self);
        found.map_or("not running", |(.., description)| *description)
    }
}

/// A state is cached for at least this time, so that a wrong clock does not cause a request for
/// every call.
const SHORTEST: Duration = Duration::from_secs(60);

/// A tenant and the last response of its state service, which all clones of a site share.
pub(crate) struct Tenant {
    /// The URL of the state.
    pub(crate) url: String,
    context: String,
    kept: Kept<Found>,
}

/// The base URL of the tenant, or why it cannot be called.
type Found = Result<Arc<str>, TenantState>;

/// The response of the state service.
#[derive(NetServerEntity)]
struct Answer {
    context_identifier: Option<String>,
    state: Option<serde_json::Value>,
    is_running: Option<bool>,
    valid_until: Option<String>,
    api: Option<String>,
}

impl Tenant {
    /// # Errors
    /// [`SiteError::Context`] if the text is not the identifier of a tenant.
    pub(crate) fn new(environment: Environment, context: &str) -> Result<Self, SiteError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if context.is_empty() || context.len() > 100 || !context.bytes().all(allowed) {
            return Err(SiteError::Context);
        }
        Ok(Self {
            url: format!("{}/api/state/{context}", environment.into_login()),
            context: context.to_owned(),
            kept: Kept::new(),
        })
    }

    /// The last known base URL.
    pub(crate) fn last(&self) -> Option<Arc<str>> {
        self.kept.last()?.ok()
    }

    /// Makes the next call request the state again, if the base URL still has this number.
    pub(crate) fn forget(&self, number: u64) {
        self.kept.forget(number);
    }

    /// Returns the base URL and its number. The state is requested again if a server has rejected
    /// the one with this number.
    ///
    /// # Errors
    /// [`ErrorKind::Tenant`] and [`ErrorKind::Site`].
    pub(crate) async fn current(
        &self,
        client: &Inner,
        refused: Option<u64>,
    ) -> Result<(u64, Arc<str>), Error> {
        let ask = self.ask(client);
        let (number, found) = self.kept.get(|| client.now(), refused, ask).await?;
        match found {
            Ok(base) => Ok((number, base)),
            Err(state) => {
                let message = format!("the tenant {} is {}", self.context, state.description());
                Err(Error::new(ErrorKind::Tenant(state), message))
            }
        }
    }

    async fn ask(&self, client: &Inner) -> Result<(Found, Option<SystemTime>), Error> {
        let write = || {
            let json = HeaderValue::from_static(MediaType::ApplicationJson.as_str());
            let request = http::Request::get(&self.url).header(ACCEPT, json);
            request.body(Vec::new()).map_err(|error| {
                Error::new(
                    ErrorKind::Site,
                    "the address of the state service is malformed",
                )
                .with_source(error)
            })
        };
        let answer = client.repeatedly(Terms::READ, write).await;
        let answer = answer.map_err(|error| {
            let message = format!("the state of the tenant is not known: {}", error.message());
            Error::new(ErrorKind::Site, message).with_source(error)
        })?;
        if !answer.status().is_success() {
            let status = answer.status();
            let message = format!("the state service returned {}", status.as_u16());
            return Err(Error::new(ErrorKind::Site, message).with_status(status));
        }
        let now = client.now();
        let read = Answer::decode(MediaType::ApplicationJson, answer.body());
        let read = read.map_err(|error| {
            let message = "the response of the state service is not a state";
            Error::new(ErrorKind::Site, message).with_source(error)
        })?;
        let shortest = now.checked_add(SHORTEST);
        let until = read.valid_until.as_deref().and_then(instant);
        let until = until.max(shortest);
        let found = self.found(&read).map_err(|reason| {
            let message = format!("the response of the state service cannot be used: {reason}");
            Error::new(ErrorKind::Site, message)
        })?;
        Ok((found, until))
    }

    fn found(&self, answer: &Answer) -> Result<Found, &'static str> {
        let context = answer.context_identifier.as_deref();
        if !context.is_some_and(|context| context.eq_ignore_ascii_case(&self.context)) {
            return Err("it is the state of another tenant");
        }
        let state = answer.state.as_ref().map(TenantState::decode);
        let state = state.unwrap_or(TenantState::Unknown);
        let running =
            state.is_running() || state == TenantState::Unknown && answer.is_running == Some(true);
        if !running {
            return Ok(Err(state));
        }
        let base = answer.api.as_deref().map(Site::new);
        let Some(Ok(base)) = base else {
            return Err("it does not contain the base URL of the API");
        };
        // A response must not cause credentials to be sent in clear text.
        if self.url.starts_with("https:") && !base.as_str().starts_with("https:") {
            return Err("the base URL of the API is not encrypted");
        }
        Ok(Ok(base.as_str().into()))
    }
}

impl fmt::Debug for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tenant")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// Parses a date and time; without an offset it is in UTC.
fn instant(text: &str) -> Option<SystemTime> {
    let date = DateTime::parse(text.trim()).ok()?;
    let date = match date.offset() {
        Offset::Unspecified => date.with_offset(Offset::Utc).ok()?,
        _ => date,
    };
    let seconds = u64::try_from(date.to_utc()?.timestamp()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}
