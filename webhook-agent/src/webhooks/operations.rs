//! The operations of the Webhook agent that other stored entities do not have.

use std::sync::Arc;

use webhook_model::entities::Webhook12;
use webhook_model::operation::{Get, Operation};
use webhook_model::{GetAllWebhooks, GetLastError, SignalEvent, WebhookResult, WebhookState};

use super::Webhooks;
use super::event::{is_http, listens};
use super::release::Released;
use super::usage::Kept;
use crate::agent::Agent;
use crate::call::Call;
use crate::fault::Fault;
use crate::stored::Requester;

pub(super) fn serve<V: Released>(agent: Agent, webhooks: &Arc<Webhooks>) -> Agent {
    let own = || Arc::clone(webhooks);
    let (get, all, test, signal, error) = (own(), own(), own(), own(), own());
    agent
        .serve::<Get<V>, _>(move |call| {
            let webhooks = Arc::clone(&get);
            async move { webhooks.find(call.key()?, &call).await }
        })
        .serve::<V::GetAll, _>(move |call| {
            let webhooks = Arc::clone(&all);
            async move {
                let filter = V::filter(call.request()?);
                webhooks.matching(&filter, &call).await.map(Some)
            }
        })
        .serve::<V::Test, _>(move |call| {
            let webhooks = Arc::clone(&test);
            async move {
                let missing = || Fault::bad_request("Webhook is missing");
                let hook = V::tested(call.request()?).ok_or_else(missing)?;
                webhooks.try_out(&hook).await.map(Some)
            }
        })
        .serve::<SignalEvent, _>(move |call| {
            let webhooks = Arc::clone(&signal);
            async move {
                let event = call.request()?;
                let name = event.event_name.unwrap_or_default();
                webhooks.signal(&name, event.primary_key, event.data).await
            }
        })
        .serve::<GetLastError, _>(move |call| {
            let webhooks = Arc::clone(&error);
            async move {
                let id = call.request()?.webhook_id;
                webhooks.last_error(id, &call).await.map(Some)
            }
        })
}

impl Webhooks {
    /// The webhook with this key, if the caller may see it.
    pub(super) async fn find<V: Released, O: Operation>(
        &self,
        id: i32,
        call: &Call<O>,
    ) -> Result<Option<V>, Fault> {
        let found = self.seen_by(id, &self.requester(call)).await?;
        Ok(found.map(V::of))
    }

    /// The webhooks that match all filters and that the caller may see, ordered by id.
    pub(super) async fn matching<V: Released, O: Operation>(
        &self,
        filter: &GetAllWebhooks,
        call: &Call<O>,
    ) -> Result<Vec<V>, Fault> {
        let requester = self.requester(call);
        let mut hooks = self.all_seen_by(&requester, V::SHOWS_USAGE).await?;
        hooks.retain(|hook| matches(hook, filter));
        Ok(hooks.into_iter().map(V::of).collect())
    }

    /// Tests a webhook, which does not have to be stored.
    pub(super) async fn try_out(&self, hook: &Webhook12) -> Result<WebhookResult, Fault> {
        if !is_http(hook) {
            return Err(Fault::bad_request("Type: only a webhook can be tested"));
        }
        let outcome = self.test(hook).await?;
        let mut result = WebhookResult::create_default();
        result.success = outcome.is_success();
        result.message = Some(outcome.message().to_owned());
        Ok(result)
    }

    /// The last error of a webhook; empty if there was none.
    pub(super) async fn last_error<O: Operation>(
        &self,
        id: i32,
        call: &Call<O>,
    ) -> Result<String, Fault> {
        let kept = Kept::read(&*self.store, id).await?;
        if !kept.is_shown_to(&self.requester(call)) {
            return Ok(String::new());
        }
        Ok(kept.usage.last_error.unwrap_or_default())
    }

    fn requester<O: Operation>(&self, call: &Call<O>) -> Requester {
        self.requester_of(call.headers(), call.caller())
    }
}

/// Names must match as a whole, ignoring case.
fn matches(hook: &Webhook12, filter: &GetAllWebhooks) -> bool {
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
