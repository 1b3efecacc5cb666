//! The operations of the Webhook agent beyond those of every stored entity.

use webhook_model::operation::{Get, Operation};
use webhook_model::{
    GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, Webhook, WebhookResult, WebhookState,
};

use super::Webhooks;
use super::event::{is_http, listens};
use super::usage::Kept;
use crate::agent::Agent;
use crate::call::Call;
use crate::fault::Fault;

pub(super) fn serve(agent: Agent, webhooks: &Webhooks) -> Agent {
    let own = || webhooks.clone();
    let (get, all, test, signal, error) = (own(), own(), own(), own(), own());
    agent
        .serve::<Get<Webhook>, _>(move |call| {
            let webhooks = get.clone();
            async move { webhooks.find(call.key()?, &call).await }
        })
        .serve::<GetAllWebhooks, _>(move |call| {
            let webhooks = all.clone();
            async move {
                let filter = call.request()?;
                webhooks.matching(&filter, &call).await.map(Some)
            }
        })
        .serve::<TestWebhook, _>(move |call| {
            let webhooks = test.clone();
            async move {
                let hook = call.request()?.webhook;
                let missing = || Fault::bad_request("Webhook is missing");
                let result = webhooks.try_out(&hook.ok_or_else(missing)?).await;
                result.map(Some)
            }
        })
        .serve::<SignalEvent, _>(move |call| {
            let webhooks = signal.clone();
            async move {
                let event = call.request()?;
                let name = event.event_name.unwrap_or_default();
                webhooks.signal(&name, event.primary_key, event.data).await
            }
        })
        .serve::<GetLastError, _>(move |call| {
            let webhooks = error.clone();
            async move {
                let id = call.request()?.webhook_id;
                webhooks.last_error(id, &call).await.map(Some)
            }
        })
}

impl Webhooks {
    /// The webhook of a key, if the caller sees it.
    pub(super) async fn find<O: Operation>(
        &self,
        id: i32,
        call: &Call<O>,
    ) -> Result<Option<Webhook>, Fault> {
        self.seen_by(id, &self.stored().requester(call)).await
    }

    /// The webhooks that the caller sees and that match all filters, ordered by id.
    pub(super) async fn matching<O: Operation>(
        &self,
        filter: &GetAllWebhooks,
        call: &Call<O>,
    ) -> Result<Vec<Webhook>, Fault> {
        let mut hooks = self.all_seen_by(&self.stored().requester(call)).await?;
        hooks.retain(|hook| matches(hook, filter));
        Ok(hooks)
    }

    /// Tests a webhook, stored or not.
    pub(super) async fn try_out(&self, hook: &Webhook) -> Result<WebhookResult, Fault> {
        if !is_http(hook) {
            return Err(Fault::bad_request("Type: only a webhook can be tested"));
        }
        let outcome = self.test(hook).await?;
        let mut result = WebhookResult::create_default();
        result.success = outcome.is_success();
        result.message = Some(outcome.message().to_owned());
        Ok(result)
    }

    /// The last error of a webhook; empty without one.
    pub(super) async fn last_error<O: Operation>(
        &self,
        id: i32,
        call: &Call<O>,
    ) -> Result<String, Fault> {
        let requester = self.stored().requester(call);
        if !self.shows(id, &requester).await? {
            return Ok(String::new());
        }
        let kept = Kept::read(&*self.store, id).await?;
        Ok(kept.usage.last_error.unwrap_or_default())
    }
}

/// Names are compared in any case, and as a whole.
fn matches(hook: &Webhook, filter: &GetAllWebhooks) -> bool {
    let same_name = |name: &String| {
        let own = hook.name.as_deref().unwrap_or_default();
        own.to_lowercase() == name.to_lowercase()
    };
    filter.name_filter.as_ref().is_none_or(same_name)
        && filter
            .event_filter
            .as_ref()
            .is_none_or(|event| listens(hook, event))
        && (filter.status_filter == WebhookState::Unknown || filter.status_filter == hook.state)
}
