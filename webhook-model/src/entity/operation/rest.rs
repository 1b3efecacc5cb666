//! The REST twin of a stored entity: the same entity as a resource with its own addresses.
//!
//! | type | request | response |
//! |---|---|---|
//! | [`GetDefault`] | `GET /api/v1/Webhook/default` | a new entity with its default values |
//! | [`GetAll`] | `GET /api/v1/Webhook` | all entities, ordered by id |
//! | [`Post`] | `POST /api/v1/Webhook` | the new entity as it is stored |
//! | [`Get`] | `GET /api/v1/Webhook/{id}` | the entity, or 404 |
//! | [`Put`] | `PUT /api/v1/Webhook/{id}` | the replaced entity, or 404 |
//! | [`Patch`] | `PATCH /api/v1/Webhook/{id}` | the changed entity, or 404 |
//! | [`Delete`] | `DELETE /api/v1/Webhook/{id}` | nothing |
//!
//! ```
//! use webhook_model::Webhook;
//! use webhook_model::operation::{Operation, rest};
//!
//! assert_eq!(rest::Put::<Webhook>::METHOD, "PUT");
//! assert_eq!(rest::Put::<Webhook>::PATH, "/api/v1/Webhook/{id:int}");
//! assert_eq!(rest::GetAll::<Webhook>::NAME, Some("GetAllWebhook"));
//! ```

use std::marker::PhantomData;

use super::Operation;
use crate::entity::NetServerEntity;

/// The longest path or name of an operation, in bytes.
const ROOM: usize = 400;

/// A text that is concatenated at compile time.
struct Joined {
    bytes: [u8; ROOM],
    length: usize,
}

impl Joined {
    const fn of(parts: [&str; 3]) -> Self {
        let mut joined = Self {
            bytes: [0; ROOM],
            length: 0,
        };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                joined.bytes[joined.length] = bytes[at];
                joined.length += 1;
                at += 1;
            }
            part += 1;
        }
        joined
    }

    const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => unreachable!(),
        }
    }
}

macro_rules! operations {
    ($(
        $(#[$doc:meta])*
        $name:ident, $method:literal, $end:literal, $verb:literal, $request:ty => $response:ty, links: $links:literal;
    )*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<T>(PhantomData<fn() -> T>);

        impl<T: NetServerEntity> $name<T> {
            const JOINED_PATH: Joined = Joined::of(["/api/v1/", T::ENTITY.name, $end]);
            const JOINED_NAME: Joined = Joined::of([$verb, T::ENTITY.name, ""]);
        }

        impl<T: NetServerEntity> Operation for $name<T> {
            const METHOD: &'static str = $method;
            const PATH: &'static str = Self::JOINED_PATH.as_str();
            const NAME: Option<&'static str> = Some(Self::JOINED_NAME.as_str());
            const LINKS: bool = $links;
            type Request = $request;
            type Response = $response;
        }
    )*};
}

operations! {
    /// Returns a new entity with its default values.
    GetDefault, "GET", "/default", "Default", () => T, links: false;
    /// Returns all entities.
    GetAll, "GET", "", "GetAll", () => Vec<T>, links: false;
    /// Stores a new entity and returns it as stored.
    Post, "POST", "", "Post", T => T, links: true;
    /// Returns the stored entity with the id in the path.
    Get, "GET", "/{id:int}", "Get", () => T, links: true;
    /// Replaces the entity with the id in the path and returns it as stored.
    Put, "PUT", "/{id:int}", "Put", T => T, links: true;
    /// Changes the entity with the id in the path by a JSON Patch or a merge patch, and returns it as
    /// stored.
    Patch, "PATCH", "/{id:int}", "Patch", T => T, links: true;
    /// Removes the entity with the id in the path.
    Delete, "DELETE", "/{id:int}", "Delete", () => (), links: false;
}
