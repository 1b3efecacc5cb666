//! Operations of the web console: webhooks with their counters, recorded test events, restarts.

use std::sync::Arc;
use std::time::Instant;

use http::HeaderMap;
use webhook_model::entities::Webhook12;
use webhook_model::{MediaType, WebhookState};

use super::Webhooks;
use super::deliveries::Delivery;
use super::event::is_http;
use super::usage::{Kept, Usages};
use crate::auth::Caller;
use crate::delivery::Prepared;
use crate::fault::Fault;
use crate::store::{Batch, Change};
use crate::stored::{Requester, encode, requester, unknown};

impl Webhooks {
    /// The webhook with this key, if the caller may see it.
    pub(crate) async fn seen_by(
        &self,
        id: i32,
        requester: &Requester,
    ) -> Result<Option<Webhook12>, Fault> {
        let kept = Kept::read(&*self.store, id).await?;
        if !kept.is_shown_to(requester) {
            return Ok(None);
        }
        let found = self.hook(id).await?;
        Ok(found.map(|mut hook| {
            kept.usage.show(&mut hook);
            hook
        }))
    }

    /// The webhooks that the caller may see, ordered by id, optionally with the counters of their
    /// deliveries.
    pub(crate) async fn all_seen_by(
        &self,
        requester: &Requester,
        with_usage: bool,
    ) -> Result<Vec<Webhook12>, Fault> {
        let application = requester.application.as_deref();
        let usages = if with_usage || application.is_some() {
            Usages::read(&*self.store).await?
        } else {
            Usages::default()
        };
        let mut hooks = self.hooks().await?;
        hooks.retain_mut(|hook| {
            let Some(usage) = usages.of(hook.webhook_id) else {
                return true;
            };
            usage.show(hook);
            !usage.is_hidden_from(application)
        });
        Ok(hooks)
    }

    /// The caller of a request.
    pub(crate) fn requester_of(&self, headers: &HeaderMap, caller: &Caller) -> Requester {
        requester(headers, caller, self.clock.0.now())
    }

    /// Sends a test event to a stored webhook's target, and records the attempt in the list of
    /// deliveries without counting it.
    ///
    /// # Errors
    /// 404 for a webhook that the caller may not see, 400 for one that runs a script.
    pub(crate) async fn test_and_keep(&self, id: i32, requester: &Requester) -> Result<(), Fault> {
        let hook = self.seen_by(id, requester).await?;
        let hook = hook.ok_or_else(|| unknown::<Webhook12>(id))?;
        if !is_http(&hook) {
            return Err(Fault::bad_request("Type: only a webhook can be tested"));
        }
        let event = self.test_event();
        let request = Prepared::new(&hook, &event, 0)?;
        let record = request.record();
        let (time, started) = (self.clock.0.now(), Instant::now());
        let outcome = self.sender().post(request).await;
        let mut delivery = Delivery::of(&event, &outcome);
        delivery.attempt = 1;
        delivery.time = time.into();
        delivery.took(started.elapsed());
        delivery.request = Some(record);
        let payload = event.encode(MediaType::ApplicationJson)?;
        self.store
            .commit(Batch::new().with(Change::Log {
                owner: id,
                body: encode(&delivery)?,
                payload: Arc::from(payload),
                keep: self.options.kept,
            }))
            .await?;
        self.changes.of(id);
        Ok(())
    }

    /// Sets the state of a webhook to Active, which resets its consecutive errors.
    ///
    /// # Errors
    /// The errors of saving the webhook.
    pub(crate) async fn restart(&self, id: i32, requester: &Requester) -> Result<(), Fault> {
        if !Kept::read(&*self.store, id).await?.is_shown_to(requester) {
            return Err(unknown::<Webhook12>(id));
        }
        let mut activate = |hook: &mut Webhook12| {
            hook.state = WebhookState::Active;
            Ok(())
        };
        let stored = self.stored();
        stored.change(id, None, requester, &mut activate).await?;
        Ok(())
    }
}
