//! Data stored beside a webhook: its owner, and the counters of its deliveries.

use webhook_model::NetServerEntity;
use webhook_model::entities::Webhook12;

use crate::delivery::Outcome;
use crate::fault::Fault;
use crate::store::{Batch, Change, Expected, Store};
use crate::stored::{Requester, all, decode, encode};

/// The counters of a webhook's deliveries, and the application that may change the webhook.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "WebhookUsage")]
pub(crate) struct Usage {
    pub(crate) total_calls: i64,
    pub(crate) total_errors: i64,
    /// Reset to 0 by a success.
    pub(crate) consecutive_errors: i32,
    pub(crate) last_error: Option<String>,
    /// A hash of the token of the application that created the webhook.
    pub(crate) application: Option<String>,
}

/// The usage of a webhook, with the version of its record.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) usage: Usage,
    expected: Expected,
}

impl Kept {
    /// The usage of a new webhook.
    pub(crate) fn new(application: Option<String>) -> Self {
        let mut usage = Usage::create_default();
        usage.application = application;
        Self {
            usage,
            expected: Expected::Any,
        }
    }

    /// Reads the usage of a webhook.
    pub(crate) async fn read(store: &dyn Store, id: i32) -> Result<Self, Fault> {
        let Some(record) = store.get(Usage::ENTITY.name, id).await? else {
            return Ok(Self {
                usage: Usage::create_default(),
                expected: Expected::Missing,
            });
        };
        Ok(Self {
            usage: decode(&record)?,
            expected: Expected::Version(record.version),
        })
    }

    /// Whether the caller may see the webhook.
    pub(super) fn is_shown_to(&self, requester: &Requester) -> bool {
        !self.usage.is_hidden_from(requester.application.as_deref())
    }

    /// Counts an attempt.
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        let usage = &mut self.usage;
        usage.total_calls = usage.total_calls.saturating_add(1);
        if outcome.is_success() {
            usage.consecutive_errors = 0;
        } else {
            usage.total_errors = usage.total_errors.saturating_add(1);
            usage.consecutive_errors = usage.consecutive_errors.saturating_add(1);
            usage.last_error = Some(outcome.message().to_owned());
        }
    }

    /// The change that stores this usage.
    pub(crate) fn put(&self, id: i32) -> Result<Batch, Fault> {
        Ok(Batch::new().put(Usage::ENTITY.name, id, encode(&self.usage)?, self.expected))
    }
}

/// The changes that delete everything stored for a webhook.
pub(super) fn remove(id: i32) -> Batch {
    Batch::new()
        .delete(Usage::ENTITY.name, id, Expected::Any)
        .with(Change::Forget { owner: id })
}

impl Usage {
    /// Copies the counters into a webhook.
    pub(super) fn show(&self, hook: &mut Webhook12) {
        hook.total_calls = i32::try_from(self.total_calls).unwrap_or(i32::MAX);
        hook.total_errors = i32::try_from(self.total_errors).unwrap_or(i32::MAX);
        hook.consecutive_errors = self.consecutive_errors;
        hook.last_error.clone_from(&self.last_error);
    }

    /// Whether the webhook is hidden from an application; a caller without an application sees all
    /// webhooks.
    pub(super) fn is_hidden_from(&self, application: Option<&str>) -> bool {
        match (&self.application, application) {
            (Some(owner), Some(application)) => owner != application,
            _ => false,
        }
    }
}

/// The usage of all webhooks, ordered by id.
#[derive(Default)]
pub(super) struct Usages(Vec<(i32, Usage)>);

impl Usages {
    pub(super) async fn read(store: &dyn Store) -> Result<Self, Fault> {
        Ok(Self(all(store).await?))
    }

    pub(super) fn of(&self, id: i32) -> Option<&Usage> {
        let at = self.0.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.0.get(at).map(|(_, usage)| usage)
    }
}
