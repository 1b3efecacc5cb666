//! The hooks of saving and deleting a webhook.

use chrono::{DateTime, Utc};
use http::StatusCode;
use webhook_model::entities::Webhook12;
use webhook_model::target_url::TargetUrlError;
use webhook_model::{Associate, WebhookState};

use super::event::is_http;
use super::usage::{self, Kept};
use super::{Webhooks, limits};
use crate::delivery::{Outcome, Prepared, check_headers};
use crate::fault::Fault;
use crate::store::Batch;
use crate::stored::{Decision, Hooks, Requester, Saving};

impl Hooks<Webhook12> for Webhooks {
    fn before_save<'a>(&'a self, saving: Saving<'a, Webhook12>) -> Decision<'a> {
        Box::pin(self.check(saving))
    }

    fn before_create(&self, entity: &Webhook12, requester: &Requester) -> Result<Batch, Fault> {
        Kept::new(requester.application.clone()).put(entity.webhook_id)
    }

    fn after_save(&self, entity: &Webhook12) {
        // A change of the state may have added an event to the outbox.
        self.wake.notify_one();
        self.changes.of(entity.webhook_id);
    }

    fn after_delete(&self, entity: &Webhook12) {
        self.changes.of(entity.webhook_id);
    }

    fn before_delete<'a>(
        &'a self,
        entity: &'a Webhook12,
        requester: &'a Requester,
    ) -> Decision<'a> {
        Box::pin(async move {
            let kept = Kept::read(&*self.store, entity.webhook_id).await?;
            expect_owner(&kept, requester)?;
            Ok(usage::remove(entity.webhook_id))
        })
    }

    fn updated(&self, entity: &Webhook12) -> Option<DateTime<Utc>> {
        let updated: chrono::NaiveDateTime = entity.updated.into();
        Some(updated.and_utc())
    }
}

impl Webhooks {
    async fn check(&self, saving: Saving<'_, Webhook12>) -> Result<Batch, Fault> {
        let Saving {
            entity: hook,
            stored,
            requester,
        } = saving;
        let kept = match stored {
            Some(stored) => {
                let kept = Kept::read(&*self.store, stored.webhook_id).await?;
                expect_owner(&kept, requester)?;
                Some(kept)
            }
            None => None,
        };
        limits::check(hook)?;
        self.check_target(hook).await?;
        stamp(hook, stored, requester);
        let mut batch = Batch::new();
        let (Some(stored), Some(mut kept)) = (stored, kept) else {
            Kept::new(None).usage.show(hook);
            return Ok(batch);
        };
        if hook.state == WebhookState::Active {
            // Activating a webhook resets the counter (vendor documentation).
            kept.usage.consecutive_errors = 0;
        }
        kept.usage.show(hook);
        batch = batch.and(kept.put(stored.webhook_id)?);
        if hook.state != stored.state {
            batch = batch.and(self.state_event(hook).await?);
        }
        Ok(batch)
    }

    /// Checks that notifications can be delivered to a webhook.
    ///
    /// # Errors
    /// 400 with the problem of the target, but never the body of its response.
    async fn check_target(&self, hook: &Webhook12) -> Result<(), Fault> {
        let target = hook.target_url.as_deref().unwrap_or_default();
        if !is_http(hook) {
            let plugin = hook.r#type.as_deref().unwrap_or_default();
            if !plugin.eq_ignore_ascii_case("crmscript") {
                return Err(Fault::bad_request("Type: expected webhook or crmscript"));
            }
            let is_id = target.parse::<i32>().is_ok_and(|id| id > 0);
            return is_id.then_some(()).ok_or_else(|| {
                Fault::bad_request("TargetUrl: expected the id of a script, such as 12")
            });
        }
        let checked = self.policy.check_url(target);
        checked
            .map_err(|error: TargetUrlError| Fault::bad_request(format!("TargetUrl: {error}")))?;
        check_headers(hook)?;
        if !self.ping {
            return Ok(());
        }
        match self.test(hook).await? {
            Outcome::Answered { status, .. } if status == StatusCode::OK => Ok(()),
            Outcome::Answered { status, .. } => Err(Fault::bad_request(format!(
                "TargetUrl: the target must respond with 200 to the test event, but responded with {}",
                status.as_u16()
            ))),
            failed @ Outcome::Failed(_) => Err(Fault::bad_request(format!(
                "TargetUrl: {}; it must respond with 200 to the test event",
                failed.message()
            ))),
        }
    }

    /// Sends the test event to a webhook's target.
    ///
    /// # Errors
    /// 400 for header fields that cannot be sent.
    pub(super) async fn test(&self, hook: &Webhook12) -> Result<Outcome, Fault> {
        let request = Prepared::new(hook, &self.test_event(), 0)?;
        Ok(self.sender().post(request).await)
    }
}

/// Sets the properties that only the server may set.
fn stamp(hook: &mut Webhook12, stored: Option<&Webhook12>, requester: &Requester) {
    let by = requester.caller.name().map(|name| {
        let mut associate = Associate::create_default();
        associate.name = Some(name.to_owned());
        associate
    });
    if let Some(stored) = stored {
        hook.registered = stored.registered;
        hook.registered_associate
            .clone_from(&stored.registered_associate);
    } else {
        hook.registered = requester.now.into();
        hook.registered_associate.clone_from(&by);
    }
    hook.updated = requester.now.into();
    hook.updated_associate = by;
}

fn is_owner(kept: &Kept, requester: &Requester) -> bool {
    let owner = &kept.usage.application;
    owner.is_none() || *owner == requester.application
}

/// Rejects changes by any application but the one that created the webhook.
fn expect_owner(kept: &Kept, requester: &Requester) -> Result<(), Fault> {
    if is_owner(kept, requester) {
        return Ok(());
    }
    let message = "only the application that created the webhook may change or delete it";
    Err(Fault::new(StatusCode::FORBIDDEN, message))
}
