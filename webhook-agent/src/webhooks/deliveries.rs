//! Lists and repeats the attempts to notify a webhook. NetServer does not have these addresses.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use webhook_model::entities::Webhook12;
use webhook_model::operation::Operation;
use webhook_model::{DateTime, MediaType, NetServerEntity};

use super::Webhooks;
use super::event::is_posted;
use crate::agent::Agent;
use crate::call::Call;
use crate::delivery::{Event, Outcome};
use crate::fault::Fault;
use crate::store::Entry;
use crate::stored::unknown;

/// One attempt to notify a webhook.
///
/// ```
/// use webhook_agent::webhooks::Delivery;
///
/// assert_eq!(Delivery::create_default().status, 0);
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Delivery {
    /// The id of the attempt; later attempts have higher ids.
    pub delivery_id: i64,
    /// The webhook.
    pub webhook_id: i32,
    /// The GUID of the event, the same for all attempts.
    pub event_id: Option<String>,
    /// The name of the event.
    pub event: Option<String>,
    /// The primary key of the record that the event is about.
    pub primary_key: i32,
    /// The number of the attempt, from 1.
    pub attempt: i32,
    /// When the attempt was made, in UTC.
    #[netserver(date = utc)]
    pub time: DateTime,
    /// The duration in milliseconds.
    pub duration: i32,
    /// The status of the response; 0 without a response.
    pub status: i32,
    /// Why it failed: `status`, `refused`, `unresolved`, `unconnected`, `broken` or `timed_out`;
    /// null for a success.
    pub failure: Option<String>,
    /// Whether another attempt follows.
    pub will_retry: bool,
    /// The response of the target, at most 4,000 characters.
    pub message: Option<String>,
    /// The request that was sent: header fields and at most 16 KiB of the body. The query of the
    /// target and the values of the webhook's own header fields may be secrets, so they are
    /// replaced by `***`.
    pub request: Option<String>,
}

impl Delivery {
    /// The journal entry for an attempt.
    pub(crate) fn of(event: &Event, outcome: &Outcome) -> Self {
        let mut delivery = Self::create_default();
        delivery.event_id.clone_from(&event.payload.event_id);
        delivery.event = Some(event.header.clone());
        delivery.primary_key = event.payload.primary_key;
        delivery.status = i32::from(outcome.status());
        delivery.failure = outcome.failure().map(str::to_owned);
        delivery.message = Some(outcome.message().to_owned());
        delivery
    }

    /// Sets the duration of the attempt.
    pub(super) fn took(&mut self, took: Duration) {
        self.duration = i32::try_from(took.as_millis()).unwrap_or(i32::MAX);
    }

    fn read(entry: &Entry) -> Result<Self, Fault> {
        let mut delivery = Self::decode(MediaType::ApplicationJson, &entry.body)?;
        delivery.delivery_id = entry.id;
        delivery.webhook_id = entry.owner;
        Ok(delivery)
    }
}

/// The attempts of a webhook, the newest first.
struct List;

impl Operation for List {
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/api/v1/Webhook/{id:int}/Deliveries";
    const NAME: Option<&'static str> = Some("GetDeliveries");
    type Request = ();
    type Response = Vec<Delivery>;
}

/// Sends the event of an attempt again.
struct Retry;

impl Operation for Retry {
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/api/v1/Webhook/{id:int}/Deliveries/{delivery}/Retry";
    const NAME: Option<&'static str> = Some("RetryDelivery");
    type Request = ();
    type Response = ();
}

pub(super) fn serve(agent: Agent, webhooks: &Arc<Webhooks>) -> Agent {
    let (list, retry) = (Arc::clone(webhooks), Arc::clone(webhooks));
    agent
        .serve::<List, _>(move |call| {
            let webhooks = Arc::clone(&list);
            async move {
                let id = webhooks.known(&call).await?;
                webhooks.deliveries(id).await
            }
        })
        .serve::<Retry, _>(move |call| {
            let webhooks = Arc::clone(&retry);
            async move {
                let id = webhooks.known(&call).await?;
                let delivery = call.argument("delivery").unwrap_or_default();
                webhooks.retry(id, delivery.parse().unwrap_or(0)).await
            }
        })
}

impl Webhooks {
    /// The attempts to notify a webhook, the newest first.
    ///
    /// # Errors
    /// 500 or 503 if the store fails.
    pub async fn deliveries(&self, id: i32) -> Result<Vec<Delivery>, Fault> {
        let entries = self.store.journal(id, self.options.kept).await?;
        entries.iter().map(Delivery::read).collect()
    }

    /// Sends the event of an attempt again, under the same `EventId`.
    ///
    /// # Errors
    /// 404 for an unknown attempt, 409 if the webhook is not active, 503 if the outbox is full.
    pub async fn retry(&self, id: i32, delivery: i64) -> Result<(), Fault> {
        let hook = self.hook(id).await?;
        if !hook.as_ref().is_some_and(is_posted) {
            let message = "the webhook is not active; save it with the state Active first";
            return Err(Fault::new(StatusCode::CONFLICT, message));
        }
        let entry = self.store.entry(id, delivery).await?;
        let entry = entry.ok_or_else(|| Fault::not_found("this webhook has no such delivery"))?;
        let event = Event::decode(MediaType::ApplicationJson, &entry.payload)?;
        let batch = self.send_to(vec![id], &event, self.clock.0.now())?;
        self.store.commit(batch).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// The key in the path, if the caller may see the webhook.
    async fn known<O: Operation>(&self, call: &Call<O>) -> Result<i32, Fault> {
        let id = call.key()?;
        let found: Option<Webhook12> = self.find(id, call).await?;
        found.map(|_| id).ok_or_else(|| unknown::<Webhook12>(id))
    }
}
