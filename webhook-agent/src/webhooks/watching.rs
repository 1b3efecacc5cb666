//! What people see and do on a page: webhooks with their counters, a test event that is kept, a restart.

use std::sync::Arc;
use std::time::Instant;

use webhook_model::{MediaType, Webhook, WebhookState};

use super::Webhooks;
use super::deliveries::Delivery;
use super::event::is_http;
use super::usage::{Kept, Usage, hidden};
use crate::delivery::Prepared;
use crate::fault::Fault;
use crate::store::{Batch, Change};
use crate::stored::{Requester, encode, unknown};

impl Webhooks {
    /// The webhook of a key, if the caller sees it.
    pub(crate) async fn seen_by(
        &self,
        id: i32,
        requester: &Requester,
    ) -> Result<Option<Webhook>, Fault> {
        if !self.shows(id, requester).await? {
            return Ok(None);
        }
        self.stored().get(id).await
    }

    /// The webhooks that the caller sees, ordered by id.
    pub(crate) async fn all_seen_by(&self, requester: &Requester) -> Result<Vec<Webhook>, Fault> {
        let hidden = hidden(&*self.store, requester.application.as_deref()).await?;
        let mut hooks = self.stored().all().await?;
        hooks.retain(|hook| hidden.binary_search(&hook.webhook_id).is_err());
        Ok(hooks)
    }

    /// How the deliveries of a webhook went.
    pub(crate) async fn usage(&self, id: i32) -> Result<Usage, Fault> {
        Ok(Kept::read(&*self.store, id).await?.usage)
    }

    /// Sends a test event to a stored webhook's target, and keeps the attempt in the list of
    /// deliveries. It is not counted.
    ///
    /// # Errors
    /// 404 for a webhook that the caller does not see, 400 for one that runs a script.
    pub(crate) async fn test_and_keep(&self, id: i32, requester: &Requester) -> Result<(), Fault> {
        let hook = self.seen_by(id, requester).await?;
        let hook = hook.ok_or_else(|| unknown::<Webhook>(id))?;
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

    /// Sets the state of a webhook to Active, which also sets its consecutive errors to 0.
    ///
    /// # Errors
    /// As saving the webhook.
    pub(crate) async fn restart(&self, id: i32, requester: &Requester) -> Result<(), Fault> {
        if !self.shows(id, requester).await? {
            return Err(unknown::<Webhook>(id));
        }
        let activate = |hook: &mut Webhook| {
            hook.state = WebhookState::Active;
            Ok(())
        };
        let stored = self.stored();
        stored.change(id, None, requester, activate).await?;
        Ok(())
    }
}
