//! What is kept beside a webhook: who may change it, and how its deliveries went.

use webhook_model::NetServerEntity;

use crate::delivery::Outcome;
use crate::fault::Fault;
use crate::store::{Batch, Change, Expected, Store};
use crate::stored::{all, decode, encode};

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

/// The ids of the webhooks that an application does not see.
pub(super) async fn hidden(
    store: &dyn Store,
    application: Option<&str>,
) -> Result<Vec<i32>, Fault> {
    let Some(application) = application else {
        return Ok(Vec::new());
    };
    let mut hidden = all::<Usage>(store).await?;
    hidden.retain(|(_, usage)| {
        let owner = usage.application.as_deref();
        owner.is_some_and(|owner| owner != application)
    });
    Ok(hidden.into_iter().map(|(id, _)| id).collect())
}
