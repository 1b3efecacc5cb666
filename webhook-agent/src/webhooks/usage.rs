//! What is kept beside a webhook: who may change it, and how its deliveries went.

use webhook_model::NetServerEntity;

use crate::delivery::Outcome;
use crate::fault::Fault;
use crate::store::{Batch, Expected, Store};
use crate::stored::{decode, encode};

/// The kind of the records.
const KIND: &str = "WebhookUsage";

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
        let Some(record) = store.get(KIND, id).await? else {
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
        Ok(Batch::new().put(KIND, id, encode(&self.usage)?, self.expected))
    }
}

/// The change that removes all that is kept of a webhook.
pub(super) fn remove(id: i32) -> Batch {
    Batch::new()
        .delete(KIND, id, Expected::Any)
        .with(crate::store::Change::Forget { owner: id })
}

/// The ids of the webhooks that an application does not see.
pub(super) async fn hidden(
    store: &dyn Store,
    application: Option<&str>,
) -> Result<Vec<i32>, Fault> {
    const PAGE: usize = 500;

    let Some(application) = application else {
        return Ok(Vec::new());
    };
    let mut hidden = Vec::new();
    let mut after = i32::MIN;
    loop {
        let page = store.list(KIND, after, PAGE).await?;
        for record in &page {
            let usage: Usage = decode(record)?;
            if usage.application.is_some_and(|owner| owner != application) {
                hidden.push(record.id);
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = last.id,
            _ => return Ok(hidden),
        }
    }
}
