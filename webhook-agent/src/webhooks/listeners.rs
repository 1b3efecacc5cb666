//! Finds the webhooks that listen to an event, without decoding all webhooks for each event.
//!
//! The index alone is not sufficient: another process may have saved a webhook in the same store.
//! For each event, the store lists ids and versions, and only webhooks with a different version are
//! read. A webhook that was saved before the event is therefore always found.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use webhook_model::NetServerEntity as _;
use webhook_model::entities::Webhook12;

use super::Webhooks;
use super::event::is_posted;
use crate::fault::Fault;
use crate::store::{Record, Version};
use crate::stored::{decode, each_record};

/// The index entry of a webhook.
struct Listener {
    id: i32,
    version: i64,
    /// The events, trimmed and in lower case; empty if nothing is posted to the webhook.
    events: Box<[Box<str>]>,
}

/// The index: the listeners by id, as of the last event.
#[derive(Default)]
pub(super) struct Listeners {
    known: Mutex<Arc<[Arc<Listener>]>>,
}

/// If more webhooks than this have changed, all are read: reading pages is then faster than reading
/// single records.
const FEW: usize = 50;

impl Webhooks {
    /// The ids of the webhooks that listen to one of the names, in order.
    ///
    /// # Errors
    /// 500 or 503 if the store fails.
    pub(super) async fn listeners(&self, names: &[&str]) -> Result<Vec<i32>, Fault> {
        let kind = Webhook12::ENTITY.name;
        let found = self.store.versions(kind).await?;
        let mut current = self.listeners.get();
        if !is_same(&current, &found) {
            current = self.read_listeners(&current, &found).await?.into();
            self.listeners.set(&current);
        }
        let names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        let listening = current.iter().filter(|listener| {
            let mut events = listener.events.iter();
            events.any(|event| names.iter().any(|name| **event == **name))
        });
        Ok(listening.map(|listener| listener.id).collect())
    }

    /// The current listeners: unchanged ones from the index, changed ones from the store.
    async fn read_listeners(
        &self,
        known: &[Arc<Listener>],
        found: &[Version],
    ) -> Result<Vec<Arc<Listener>>, Fault> {
        let kind = Webhook12::ENTITY.name;
        let (mut current, changed) = compare(known, found);
        if changed.len() > FEW {
            current.clear();
            let add = |record: &Record| {
                current.push(Listener::of(record)?);
                Ok(())
            };
            each_record(&*self.store, kind, add).await?;
            return Ok(current);
        }
        for id in changed {
            // A missing record was deleted meanwhile.
            if let Some(record) = self.store.get(kind, id).await? {
                let place = current.partition_point(|listener| listener.id < id);
                current.insert(place, Listener::of(&record)?);
            }
        }
        Ok(current)
    }
}

/// Whether the index matches the store.
fn is_same(known: &[Arc<Listener>], found: &[Version]) -> bool {
    let mut both = known.iter().zip(found);
    known.len() == found.len()
        && both.all(|(known, found)| known.id == found.id && known.version == found.version)
}

/// The unchanged listeners, and the ids of those to read. Both lists are ordered by id.
fn compare(known: &[Arc<Listener>], found: &[Version]) -> (Vec<Arc<Listener>>, Vec<i32>) {
    let mut current = Vec::with_capacity(found.len());
    let mut changed = Vec::new();
    let mut known = known.iter().peekable();
    for version in found {
        while known.next_if(|listener| listener.id < version.id).is_some() {}
        let same = known
            .next_if(|listener| listener.id == version.id && listener.version == version.version);
        match same {
            Some(listener) => current.push(Arc::clone(listener)),
            None => changed.push(version.id),
        }
    }
    (current, changed)
}

impl Listener {
    fn of(record: &Record) -> Result<Arc<Self>, Fault> {
        let hook: Webhook12 = decode(record)?;
        let events = hook.events.as_deref().filter(|_| is_posted(&hook));
        let events = events.unwrap_or_default().iter();
        let events = events.map(|event| event.trim().to_ascii_lowercase().into_boxed_str());
        Ok(Arc::new(Self {
            id: record.id,
            version: record.version,
            events: events.collect(),
        }))
    }
}

impl Listeners {
    fn get(&self) -> Arc<[Arc<Listener>]> {
        Arc::clone(&self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A slower event may overwrite the index with an older one; the next event corrects that.
    fn set(&self, current: &Arc<[Arc<Listener>]>) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(current);
    }
}

impl fmt::Debug for Listeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listeners")
    }
}
