//! Reads, changes and writes stored entities. Nothing is locked: a change that meets a conflict starts again.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use webhook_model::NetServerEntity;
use webhook_model::operation::{Operation, Save, Serves};

use super::precondition::{check, unmodified_since};
use super::{Requester, Saving, Stored, decode, encode, key, set_key};
use crate::call::Call;
use crate::fault::Fault;
use crate::store::{Expected, StoreError};

/// How often a change is tried while others change the same entity.
const ATTEMPTS: usize = 5;

impl<T: NetServerEntity + Send + Sync> Stored<T> {
    /// The operation Save.
    pub(super) async fn save(&self, call: &Call<Save<T>>) -> Result<T, Fault>
    where
        T: Serves<Save>,
    {
        let id = if call.is_patch() {
            let name = key_name::<T>();
            match call.query(name) {
                Some(id) => Some(id.parse().map_err(|_| crate::key::not_a_number(name))?),
                None => call.body_key(name)?,
            }
        } else {
            Some(key(&mut call.request()?))
        };
        match id {
            None | Some(0) => self.create(call.request()?, &self.requester(call)).await,
            Some(id) => self.update(call, id).await,
        }
    }

    /// Stores a new entity.
    pub(crate) async fn create(&self, mut entity: T, requester: &Requester) -> Result<T, Fault> {
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
        Ok(entity)
    }

    /// Changes a stored entity as the body says.
    pub(super) async fn update<O>(&self, call: &Call<O>, id: i32) -> Result<T, Fault>
    where
        O: Operation<Request = T>,
    {
        let since = unmodified_since(call.headers());
        let requester = self.requester(call);
        self.change(id, since, &requester, |entity| call.apply(entity))
            .await
    }

    /// Changes a stored entity.
    pub(crate) async fn change(
        &self,
        id: i32,
        since: Option<DateTime<Utc>>,
        requester: &Requester,
        edit: impl Fn(&mut T) -> Result<(), Fault>,
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

    /// Removes an entity; one that is not there is fine.
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

/// The name of the key.
fn key_name<T: NetServerEntity>() -> &'static str {
    let mut properties = T::ENTITY.properties.iter();
    properties
        .find(|property| property.primary_key)
        .map_or("Id", |property| property.name())
}

/// The response about an unknown key.
pub(crate) fn unknown<T: NetServerEntity>(id: i32) -> Fault {
    Fault::not_found(format!("no {} has the key {id}", T::ENTITY.name))
}

impl From<StoreError> for Fault {
    /// The response if the store fails: 409 if another request changed the entity, 503 if the store
    /// is full, otherwise 500. The log has the reason.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::new(StatusCode::CONFLICT, error.to_string()),
            StoreError::Full => Self::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string()),
            _ => {
                tracing::error!(%error, "the store failed");
                Self::internal()
            }
        }
    }
}
