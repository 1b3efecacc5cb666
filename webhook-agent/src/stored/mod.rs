//! Serves entities from a [`Store`].
//!
//! One call serves CreateDefault, Get, Save and Delete for any entity with a key; another serves it
//! as a REST resource:
//!
//! ```
//! use std::sync::Arc;
//! use webhook_agent::store::Memory;
//! use webhook_agent::stored::Stored;
//! use webhook_agent::{Agent, auth::Anyone, testing::Client};
//! use webhook_model::NetServerEntity;
//!
//! #[derive(Debug, PartialEq, NetServerEntity)]
//! #[netserver(agent = "Sale", operations(create_default, get, save, delete))]
//! struct SaleEntity {
//!     #[netserver(key)]
//!     sale_id: i32,
//!     heading: Option<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), webhook_model::Error> {
//! let sales = Stored::<SaleEntity>::new(Arc::new(Memory::new()));
//! let agent = Agent::new(Anyone).serve_stored(&sales).serve_rest(&sales);
//! let client = Client::new(agent.into_service());
//!
//! let saved = client.post(SaleEntity::SAVE_PATH).body("application/json", r#"{"Heading":"Pens"}"#);
//! assert_eq!(saved.send().await.entity::<SaleEntity>()?.sale_id, 1);
//! let read = client.get("/api/v1/SaleEntity/1").send().await;
//! assert_eq!(read.entity::<SaleEntity>()?.heading.as_deref(), Some("Pens"));
//! assert_eq!(client.get("/api/v1/SaleEntity/2").send().await.status(), 404);
//! # Ok(())
//! # }
//! ```
//!
//! Save with the key 0 stores a new entity. With another key it replaces or patches the stored
//! entity. A failed `test` of a patch is answered with 409, an unknown key with 404. An entity that
//! was changed after the time in `If-Unmodified-Since` is answered with 412, if [`Hooks::updated`]
//! returns the time of the change.

mod hooks;
mod precondition;
mod rest;
mod save;
mod view;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use http::HeaderMap;
use webhook_model::operation::{CreateDefault, Delete, Get, Operation, Save, Serves};
use webhook_model::{Decoder, MediaType, NetServerEntity};

pub use self::hooks::{Decision, Hooks, Requester, Saving};

pub(crate) use self::save::unknown;
pub(crate) use self::view::View;

use self::hooks::NoHooks;
use crate::agent::Agent;
use crate::auth::Caller;
use crate::call::Call;
use crate::clock::{Clock, SharedClock};
use crate::fault::Fault;
use crate::hex::hex;
use crate::key::key_of;
use crate::store::{Record, Store};

/// How many entities are read per call of the store.
const PAGE: usize = 500;

/// The entities of one type in a store. Clones share the store.
///
/// See the example of the [module](self).
pub struct Stored<T> {
    store: Arc<dyn Store>,
    hooks: Arc<dyn Hooks<T>>,
    clock: SharedClock,
}

impl<T: NetServerEntity + Send + Sync> Stored<T> {
    /// Serves the entities in `store`, stored under the entity's name. An entity without an int32
    /// key does not compile.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        const {
            assert!(
                has_key(T::ENTITY.properties),
                "a stored entity needs a key: put #[netserver(key)] on a property of type i32"
            );
        }
        Self {
            store,
            hooks: Arc::new(NoHooks),
            clock: SharedClock::default(),
        }
    }

    /// Sets the hooks that run around changes.
    #[must_use]
    pub fn hooks(self, hooks: impl Hooks<T>) -> Self {
        self.shared_hooks(Arc::new(hooks))
    }

    pub(crate) fn shared_hooks(mut self, hooks: Arc<dyn Hooks<T>>) -> Self {
        self.hooks = hooks;
        self
    }

    /// Sets the clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = SharedClock(clock);
        self
    }

    /// The entity with this key; `None` for an unknown key.
    ///
    /// # Errors
    /// 500 or 503 if the store fails.
    pub async fn get(&self, id: i32) -> Result<Option<T>, Fault> {
        let record = self.store.get(T::ENTITY.name, id).await?;
        record.map(|record| decode(&record)).transpose()
    }

    /// All entities, ordered by key.
    ///
    /// # Errors
    /// 500 or 503 if the store fails.
    pub async fn all(&self) -> Result<Vec<T>, Fault> {
        let all = all(&*self.store).await?;
        Ok(all.into_iter().map(|(_, entity)| entity).collect())
    }
}

impl Agent {
    /// Serves CreateDefault, Get, Save and Delete of a stored entity. See [`stored`](crate::stored).
    #[must_use]
    pub fn serve_stored<T>(self, stored: &Stored<T>) -> Self
    where
        T: Serves<CreateDefault> + Serves<Get> + Serves<Save> + Serves<Delete> + Send + Sync,
    {
        self.serve_stored_as::<T, T>(stored)
    }

    /// Like [`serve_stored`](Self::serve_stored), with a view of the entity.
    pub(crate) fn serve_stored_as<V, T>(self, stored: &Stored<T>) -> Self
    where
        V: View<T> + Serves<CreateDefault> + Serves<Get> + Serves<Save> + Serves<Delete>,
        T: NetServerEntity + Send + Sync,
    {
        let (get, save, delete) = (stored.clone(), stored.clone(), stored.clone());
        self.serve_entity::<V>()
            .serve::<Get<V>, _>(move |call| {
                let stored = get.clone();
                async move { Ok(stored.get(call.key()?).await?.map(V::of)) }
            })
            .serve::<Save<V>, _>(move |call| {
                let stored = save.clone();
                async move { stored.save(&call).await }
            })
            .serve::<Delete<V>, _>(move |call| {
                let stored = delete.clone();
                async move {
                    let requester = stored.requester(&call);
                    stored.remove(call.key()?, &requester).await
                }
            })
    }
}

impl<T> Clone for Stored<T> {
    fn clone(&self) -> Self {
        Self {
            store: Arc::clone(&self.store),
            hooks: Arc::clone(&self.hooks),
            clock: self.clock.clone(),
        }
    }
}

impl<T> fmt::Debug for Stored<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored").finish_non_exhaustive()
    }
}

/// All entities of a type in a store, with their keys, ordered by key.
///
/// # Errors
/// 500 or 503 if the store fails.
pub(crate) async fn all<T>(store: &dyn Store) -> Result<Vec<(i32, T)>, Fault>
where
    T: NetServerEntity + Send,
{
    let mut all = Vec::new();
    let add = |record: &Record| {
        all.push((record.id, decode(record)?));
        Ok(())
    };
    each_record(store, T::ENTITY.name, add).await?;
    Ok(all)
}

/// Visits all records of a kind, ordered by key.
///
/// # Errors
/// The errors of `visit`; 500 or 503 if the store fails.
pub(crate) async fn each_record(
    store: &dyn Store,
    kind: &str,
    mut visit: impl FnMut(&Record) -> Result<(), Fault> + Send,
) -> Result<(), Fault> {
    let mut after = i32::MIN;
    loop {
        let page = store.list(kind, after, PAGE).await?;
        page.iter().try_for_each(&mut visit)?;
        match page.last() {
            Some(last) if page.len() == PAGE => after = last.id,
            _ => return Ok(()),
        }
    }
}

/// Decodes a stored entity.
///
/// # Errors
/// 500 if it is damaged; the log names the record.
pub(crate) fn decode<T: NetServerEntity>(record: &Record) -> Result<T, Fault> {
    let decoder = Decoder::new(MediaType::ApplicationJson);
    let entity: Result<T, _> = decoder.decode(&record.body);
    entity.map_err(|error| {
        let kind = T::ENTITY.name;
        tracing::error!(kind, id = record.id, %error, "cannot decode a stored entity");
        Fault::internal()
    })
}

/// Encodes an entity for the store.
///
/// # Errors
/// See [`NetServerEntity::encode`]; JSON can represent every entity.
pub(crate) fn encode<T: NetServerEntity>(entity: &T) -> Result<Vec<u8>, Fault> {
    Ok(NetServerEntity::encode(entity, MediaType::ApplicationJson)?)
}

/// The key of an entity.
fn key<T: NetServerEntity>(entity: &mut T) -> i32 {
    key_of(entity.slot()).map_or(0, |key| *key)
}

fn set_key<T: NetServerEntity>(entity: &mut T, id: i32) {
    if let Some(key) = key_of(entity.slot()) {
        *key = id;
    }
}

const fn has_key(properties: &[webhook_model::entity::Property]) -> bool {
    let mut index = 0;
    while index < properties.len() {
        if properties[index].primary_key {
            return matches!(properties[index].ty, webhook_model::property::Type::Int32);
        }
        index += 1;
    }
    false
}

/// The caller of a request, with the time.
pub(crate) fn requester(headers: &HeaderMap, caller: &Caller, now: DateTime<Utc>) -> Requester {
    let token = headers.get("so-apptoken");
    Requester {
        caller: caller.clone(),
        application: token.map(|token| hex(&hmac_sha256::Hash::hash(token.as_bytes()))),
        now,
    }
}

impl<T: NetServerEntity + Send + Sync> Stored<T> {
    fn requester<O: Operation>(&self, call: &Call<O>) -> Requester {
        requester(call.headers(), call.caller(), self.clock.0.now())
    }
}
