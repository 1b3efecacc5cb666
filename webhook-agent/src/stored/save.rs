//! Reads, changes and writes stored entities. Nothing is locked: after a conflict, the change
//! starts again.

use chrono::{DateTime, Utc};
use http::StatusCode;
use webhook_model::NetServerEntity;
use webhook_model::operation::{Operation, Save, Serves};

use super::precondition::{check, unmodified_since};
use super::{Requester, Saving, Stored, View, decode, encode, key, set_key};
use crate::call::Call;
use crate::fault::Fault;
use crate::store::{Expected, StoreError};

/// How many times a change is tried while other requests change the same entity.
const ATTEMPTS: usize = 5;

impl<T: NetServerEntity + Send + Sync> Stored<T> {
    /// The operation Save.
    pub(super) async fn save<V>(&self, call: &Call<Save<V>>) -> Result<V, Fault>
    where
        V: View<T> + Serves<Save>,
    {
        if call.is_patch() {
            let name = key_name::<V>();
            let id = match call.query(name) {
                Some(id) => Some(id.parse().map_err(|_| crate::key::not_a_number(name))?),
                None => call.body_key(name)?,
            };
            return match id {
                None | Some(0) => self.create(call.unchecked()?, &self.requester(call)).await,
                Some(id) => self.update(call, id, None).await,
            };
        }
        let mut whole = call.unchecked()?;
        match key(&mut whole) {
            0 => self.create(whole, &self.requester(call)).await,
            id => self.update(call, id, Some(whole)).await,
        }
    }

    /// Stores a new entity and returns it.
    pub(crate) async fn create<V: View<T>>(
        &self,
        new: V,
        requester: &Requester,
    ) -> Result<V, Fault> {
        let mut entity = new.into_new();
        set_key(&mut entity, 0);
        entity.validate()?;
        let saving = Saving {
            entity: &mut entity,
            stored: None,
            requester,
        };
        let more = self.hooks.before_save(saving).await?;
        let id = self.store.next_id(T::ENTITY.name).await?;
        set_key(&mut entity, id);
        let more = more.and(self.hooks.before_create(&entity, requester)?);
        let batch = more.put(T::ENTITY.name, id, encode(&entity)?, Expected::Missing);
        self.store.commit(batch).await?;
        self.hooks.after_save(&entity);
        Ok(V::of(entity))
    }

    /// Patches or replaces a stored entity with the body of a request.
    pub(super) async fn update<V, O>(
        &self,
        call: &Call<O>,
        id: i32,
        mut whole: Option<V>,
    ) -> Result<V, Fault>
    where
        V: View<T>,
        O: Operation<Request = V>,
    {
        let since = unmodified_since(call.headers());
        let requester = self.requester(call);
        let mut change = |view: &mut V| match whole.take() {
            Some(whole) => {
                *view = whole;
                Ok(())
            }
            // Another request has changed the entity meanwhile, or the body is a patch.
            None => call.apply_unchecked(view),
        };
        let mut edit = |entity: &mut T| V::edit(entity, &mut change);
        let changed = self.change(id, since, &requester, &mut edit).await;
        changed.map(V::of)
    }

    /// Changes a stored entity.
    pub(crate) async fn change(
        &self,
        id: i32,
        since: Option<DateTime<Utc>>,
        requester: &Requester,
        edit: &mut (dyn FnMut(&mut T) -> Result<(), Fault> + Send),
    ) -> Result<T, Fault> {
        for _ in 0..ATTEMPTS {
            let record = self.store.get(T::ENTITY.name, id).await?;
            let record = record.ok_or_else(|| unknown::<T>(id))?;
            let stored: T = decode(&record)?;
            check(self.hooks.updated(&stored), since)?;
            let mut entity = decode(&record)?;
            edit(&mut entity)?;
            set_key(&mut entity, id);
            entity.validate()?;
            let saving = Saving {
                entity: &mut entity,
                stored: Some(&stored),
                requester,
            };
            let more = self.hooks.before_save(saving).await?;
            let expected = Expected::Version(record.version);
            let batch = more.put(T::ENTITY.name, id, encode(&entity)?, expected);
            match self.store.commit(batch).await {
                Err(StoreError::Conflict) => {}
                other => {
                    other?;
                    self.hooks.after_save(&entity);
                    return Ok(entity);
                }
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// Deletes an entity; a missing one is not an error.
    pub(super) async fn remove(&self, id: i32, requester: &Requester) -> Result<(), Fault> {
        for _ in 0..ATTEMPTS {
            let Some(record) = self.store.get(T::ENTITY.name, id).await? else {
                return Ok(());
            };
            let entity: T = decode(&record)?;
            let more = self.hooks.before_delete(&entity, requester).await?;
            let expected = Expected::Version(record.version);
            let batch = more.delete(T::ENTITY.name, id, expected);
            match self.store.commit(batch).await {
                Err(StoreError::Conflict) => {}
                other => {
                    other?;
                    self.hooks.after_delete(&entity);
                    return Ok(());
                }
            }
        }
        Err(StoreError::Conflict.into())
    }
}

/// The name of the primary key.
fn key_name<T: NetServerEntity>() -> &'static str {
    let mut properties = T::ENTITY.properties.iter();
    properties
        .find(|property| property.primary_key)
        .map_or("Id", |property| property.name())
}

/// The error for an unknown key.
pub(crate) fn unknown<T: NetServerEntity>(id: i32) -> Fault {
    Fault::not_found(format!("no {} has the key {id}", T::ENTITY.name))
}

impl From<StoreError> for Fault {
    /// 409 if another request changed the entity, 503 if the store is full, otherwise 500. The log
    /// has the reason.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::new(StatusCode::CONFLICT, error.to_string()),
            StoreError::Full => Self::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string()),
            _ => {
                tracing::error!(%error, "store error");
                Self::internal()
            }
        }
    }
}
