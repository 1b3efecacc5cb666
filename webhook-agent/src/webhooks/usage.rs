//! What is kept beside a webhook: who may change it, and how its deliveries went.

use webhook_model::NetServerEntity;
use webhook_model::entities::Webhook12;

use crate::delivery::Outcome;
use crate::fault::Fault;
use crate::store::{Batch, Change, Expected, Store};
use crate::stored::{Requester, all, decode, encode};

/// How the deliveries of a webhook went, and who may change it.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "WebhookUsage")]
pub(crate) struct Usage {
    pub(crate) total_calls: i64,
    pub(crate) total_errors: i64,
    /// A success sets it to 0.
    pub(crate) consecutive_errors: i32,
    pub(crate) last_error: Option<String>,
    /// A hash of the token of the application that made the webhook.
    pub(crate) application: Option<String>,
}

/// The usage of a webhook, and the version of its record.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) usage: Usage,
    expected: Expected,
}

impl Kept {
    /// That of a new webhook.
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

    /// Whether a caller sees the webhook.
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

/// The change that removes all that is kept of a webhook.
pub(super) fn remove(id: i32) -> Batch {
    Batch::new()
        .delete(Usage::ENTITY.name, id, Expected::Any)
        .with(Change::Forget { owner: id })
}

impl Usage {
    /// Sets what a webhook says of its deliveries.
    pub(super) fn show(&self, hook: &mut Webhook12) {
        hook.total_calls = i32::try_from(self.total_calls).unwrap_or(i32::MAX);
        hook.total_errors = i32::try_from(self.total_errors).unwrap_or(i32::MAX);
        hook.consecutive_errors = self.consecutive_errors;
        hook.last_error.clone_from(&self.last_error);
    }

    /// Whether an application does not see the webhook; a caller without one sees all.
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
