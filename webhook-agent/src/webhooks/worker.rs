//! Takes notifications from the outbox, makes the attempts, and records the results.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::{Id, JoinError, JoinSet};
use webhook_model::entities::Webhook12;
use webhook_model::{MediaType, NetServerEntity, WebhookState};

use super::Webhooks;
use super::deliveries::Delivery;
use super::event::is_posted;
use super::usage::Kept;
use crate::delivery::{Event, Outcome, Prepared};
use crate::fault::Fault;
use crate::store::{Batch, Change, Expected, Message, StoreError, Take};
use crate::stored::{decode, encode};
use crate::task;

/// The delays after failed attempts: three attempts at 0, 1 and 5 seconds (vendor documentation).
const WAITS: [TimeDelta; 2] = [TimeDelta::seconds(1), TimeDelta::seconds(4)];

/// The number of consecutive failed attempts that stops a webhook (vendor documentation).
pub(crate) const MAX_ERRORS: i32 = 9;

/// How often the outbox is polled without local events: another process may have added messages or
/// crashed.
const POLL: TimeDelta = TimeDelta::seconds(5);

/// How long recording the result may take, beyond the attempt itself. Extends the lease.
const MARGIN: TimeDelta = TimeDelta::seconds(30);

/// How many times recording a result is tried while other requests change the same webhook.
const ATTEMPTS: usize = 50;

/// Delivers until `stop` completes.
pub(super) async fn run(webhooks: &Arc<Webhooks>, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut attempts = Attempts::default();
    loop {
        let next = start(webhooks, &mut attempts).await;
        let mut woken = pin!(webhooks.wake.notified());
        let mut due = webhooks.clock.0.wait_until(next);
        let is_over = poll_fn(|context| {
            if stop.as_mut().poll(context).is_ready() {
                return Poll::Ready(true);
            }
            if let Poll::Ready(Some(done)) = attempts.tasks.poll_join_next_with_id(context) {
                attempts.finish(&done);
                return Poll::Ready(false);
            }
            let is_woken = woken.as_mut().poll(context).is_ready();
            if is_woken || due.as_mut().poll(context).is_ready() {
                return Poll::Ready(false);
            }
            Poll::Pending
        });
        if is_over.await {
            break;
        }
        // Finished attempts are counted first, since reading the outbox costs more than an attempt.
        while let Some(done) = attempts.tasks.try_join_next_with_id() {
            attempts.finish(&done);
        }
    }
    while attempts.tasks.join_next().await.is_some() {}
}

/// The attempts in flight.
#[derive(Default)]
struct Attempts {
    tasks: JoinSet<()>,
    /// The webhook of each task.
    owners: Vec<(Id, i32)>,
}

impl Attempts {
    fn start(&mut self, owner: i32, attempt: impl Future<Output = ()> + Send + 'static) {
        let task = task::spawn_in(&mut self.tasks, attempt);
        self.owners.push((task.id(), owner));
    }

    fn finish(&mut self, done: &Result<(Id, ()), JoinError>) {
        let finished = match done {
            Ok((id, ())) => *id,
            // The attempt panicked.
            Err(error) => error.id(),
        };
        let mut owners = self.owners.iter();
        if let Some(index) = owners.position(|(id, _)| *id == finished) {
            self.owners.swap_remove(index);
        }
    }
}

/// Starts attempts for due messages, and returns when to poll again.
async fn start(webhooks: &Arc<Webhooks>, attempts: &mut Attempts) -> DateTime<Utc> {
    let options = &webhooks.options;
    let now = webhooks.clock.0.now();
    let later = now + POLL;
    let limit = options.concurrency.saturating_sub(attempts.tasks.len());
    if limit == 0 {
        return later;
    }
    let lease = TimeDelta::from_std(options.timeout).unwrap_or(POLL) + MARGIN;
    let take = Take {
        now: now.timestamp_millis(),
        until: (now + lease).timestamp_millis(),
        limit,
        per_owner: options.per_webhook,
        skip: attempts.owners.iter().map(|(_, owner)| *owner).collect(),
    };
    let taken = match webhooks.store.take(take).await {
        Ok(taken) => taken,
        Err(error) => {
            tracing::error!(%error, "cannot read the outbox");
            return later;
        }
    };
    for message in taken {
        let owner = message.owner;
        let webhooks = Arc::clone(webhooks);
        attempts.start(owner, async move {
            if let Err(fault) = attempt(&webhooks, &message).await {
                // The lease ends, and the message is due again.
                tracing::error!(webhook = owner, %fault, "cannot make or record a delivery attempt");
            }
        });
    }
    let waiting = webhooks.store.waiting().await.unwrap_or_default();
    webhooks.metrics.waiting(waiting.count, waiting.oldest);
    let next = waiting.next;
    let next = next.and_then(DateTime::from_timestamp_millis);
    // Due messages that were not taken wait for an attempt to end.
    next.filter(|next| *next > now)
        .map_or(later, |next| next.min(later))
}

/// Makes one attempt and records its result.
async fn attempt(webhooks: &Webhooks, message: &Message) -> Result<(), Fault> {
    let event = Event::decode(MediaType::ApplicationJson, &message.payload)?;
    let hook = webhooks.hook(message.owner).await?.filter(is_posted);
    let Some(hook) = hook else {
        return settle(webhooks, message).await;
    };
    let started = Instant::now();
    let time = webhooks.clock.0.now();
    let request = Prepared::new(&hook, &event, message.attempts)?;
    let record = request.record();
    let outcome = webhooks.sender().post(request).await;
    let took = started.elapsed();
    webhooks.metrics.count(&outcome, took);
    let mut delivery = Delivery::of(&event, &outcome);
    delivery.attempt = i32::try_from(message.attempts).map_or(i32::MAX, |before| before + 1);
    delivery.time = time.into();
    delivery.took(took);
    delivery.request = Some(record);
    tracing::info!(
        webhook = message.owner,
        event = event.header,
        attempt = delivery.attempt,
        status = delivery.status,
        failure = delivery.failure,
        milliseconds = delivery.duration,
        "delivery"
    );
    for _ in 0..ATTEMPTS {
        let batch = result(webhooks, message, &outcome, &mut delivery).await?;
        match webhooks.store.commit(batch).await {
            Err(StoreError::Conflict) => {}
            other => {
                // A change of the state may have added an event to the outbox.
                webhooks.wake.notify_one();
                webhooks.changes.of(message.owner);
                return Ok(other?);
            }
        }
        if webhooks.hook(message.owner).await?.is_none() {
            // The webhook was deleted with its messages.
            return Ok(());
        }
    }
    Err(StoreError::Conflict.into())
}

/// The changes that record an attempt.
async fn result(
    webhooks: &Webhooks,
    message: &Message,
    outcome: &Outcome,
    delivery: &mut Delivery,
) -> Result<Batch, Fault> {
    let id = message.owner;
    let mut kept = Kept::read(&*webhooks.store, id).await?;
    kept.count(outcome);
    let mut batch = kept.put(id)?;
    let is_stopped = outcome.is_final() || kept.usage.consecutive_errors >= MAX_ERRORS;
    if !outcome.is_success() && is_stopped {
        batch = batch.and(stop_webhook(webhooks, id).await?);
    }
    let wait = usize::try_from(message.attempts).ok();
    let wait = wait.and_then(|before| WAITS.get(before));
    let again = wait.filter(|_| !outcome.is_success() && !is_stopped);
    delivery.will_retry = again.is_some();
    let (message_id, lease) = (message.id, message.lease);
    batch = batch.with(match again {
        Some(wait) => Change::Postpone {
            message: message_id,
            lease,
            due: (webhooks.clock.0.now() + *wait).timestamp_millis(),
        },
        None => Change::Settle {
            message: message_id,
            lease,
        },
    });
    Ok(batch.with(Change::Log {
        owner: id,
        body: encode(delivery)?,
        payload: Arc::clone(&message.payload),
        keep: webhooks.options.kept,
    }))
}

/// The change that stops a webhook and notifies the listeners of that event.
async fn stop_webhook(webhooks: &Webhooks, id: i32) -> Result<Batch, Fault> {
    let kind = Webhook12::ENTITY.name;
    let Some(record) = webhooks.store.get(kind, id).await? else {
        return Ok(Batch::new());
    };
    let mut hook: Webhook12 = decode(&record)?;
    if hook.state != WebhookState::Active {
        return Ok(Batch::new());
    }
    hook.state = WebhookState::TooManyErrors;
    hook.updated = webhooks.clock.0.now().into();
    let event = webhooks.state_event(&hook).await?;
    let expected = Expected::Version(record.version);
    Ok(event.put(kind, id, encode(&hook)?, expected))
}

/// Removes a message whose webhook does not exist or is not active.
async fn settle(webhooks: &Webhooks, message: &Message) -> Result<(), Fault> {
    let batch = Batch::new().with(Change::Settle {
        message: message.id,
        lease: message.lease,
    });
    match webhooks.store.commit(batch).await {
        // Another worker has already removed it.
        Err(StoreError::Conflict) => Ok(()),
        other => Ok(other?),
    }
}
