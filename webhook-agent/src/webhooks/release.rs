//! The releases of NetServer: the properties of a webhook, and the operations on it.

use webhook_model::entities::{GetAllWebhooks12, TestWebhook12, Webhook12};
use webhook_model::operation::{CreateDefault, Delete, Get, Operation, Save, Serves};
use webhook_model::{GetAllWebhooks, TestWebhook, Webhook, WebhookResult};

use crate::fault::Fault;
use crate::stored::View;

/// A release of NetServer. The Webhook agent differs between releases.
///
/// Webhooks are stored with the properties of the newest release, whichever is served: an agent of
/// release 11 preserves the properties that it does not show.
///
/// ```
/// use std::sync::Arc;
/// use webhook_agent::store::Memory;
/// use webhook_agent::webhooks::{Release, Webhooks};
/// use webhook_agent::{Agent, auth::Anyone, testing::Client};
/// use webhook_model::entities::Webhook12;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let webhooks = Webhooks::new(Arc::new(Memory::new())).release(Release::R12);
/// let client = Client::new(Agent::new(Anyone).serve_webhooks(&webhooks).into_service());
/// let reply = client.post(Webhook12::CREATE_DEFAULT_PATH).send().await;
/// assert!(reply.text().contains(r#""ConsecutiveErrors":0"#));
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Release {
    /// Release 11: a webhook has the fourteen properties of [`Webhook`].
    #[default]
    R11,
    /// Release 12: a webhook has the 23 properties of [`Webhook12`].
    R12,
}

/// A webhook in one release.
pub(super) trait Released:
    View<Webhook12> + Serves<CreateDefault> + Serves<Get> + Serves<Save> + Serves<Delete>
{
    /// The operation `GetAllWebhooks`.
    type GetAll: Operation<Response = Option<Vec<Self>>>;
    /// The operation `TestWebhook`.
    type Test: Operation<Response = Option<WebhookResult>>;
    /// Whether a webhook contains the counters of its deliveries.
    const SHOWS_USAGE: bool;

    /// Converts the request to filters.
    fn filter(request: <Self::GetAll as Operation>::Request) -> GetAllWebhooks;

    /// The webhook to test.
    fn tested(request: <Self::Test as Operation>::Request) -> Option<Webhook12>;
}

impl Released for Webhook {
    type GetAll = GetAllWebhooks;
    type Test = TestWebhook;
    const SHOWS_USAGE: bool = false;

    fn filter(request: GetAllWebhooks) -> GetAllWebhooks {
        request
    }

    fn tested(request: TestWebhook) -> Option<Webhook12> {
        request.webhook.map(Webhook12::from)
    }
}

impl Released for Webhook12 {
    type GetAll = GetAllWebhooks12;
    type Test = TestWebhook12;
    const SHOWS_USAGE: bool = true;

    fn filter(request: GetAllWebhooks12) -> GetAllWebhooks {
        request.into()
    }

    fn tested(request: TestWebhook12) -> Option<Webhook12> {
        request.webhook
    }
}

impl View<Webhook12> for Webhook {
    fn of(entity: Webhook12) -> Self {
        entity.into()
    }

    fn into_new(self) -> Webhook12 {
        self.into()
    }

    fn edit(
        entity: &mut Webhook12,
        change: &mut dyn FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut view = Self::from(entity.clone());
        change(&mut view)?;
        let shown = Webhook12::from(view);
        let kept = std::mem::replace(entity, shown);
        entity.error_emails = kept.error_emails;
        entity.error_associates = kept.error_associates;
        entity.description = kept.description;
        entity.notify_via = kept.notify_via;
        entity.notify_when = kept.notify_when;
        entity.total_calls = kept.total_calls;
        entity.total_errors = kept.total_errors;
        entity.consecutive_errors = kept.consecutive_errors;
        entity.last_error = kept.last_error;
        Ok(())
    }
}
