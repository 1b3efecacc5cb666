//! SuperOffice NetServer entities in Rust: write a struct, derive [`NetServerEntity`], and it has
//! its default values, its endpoint paths, and six media types both ways.
//!
//! ```
//! use webhook_model::{MediaType, NetServerEntity, Webhook};
//!
//! let hook = Webhook::create_default();
//! assert_eq!(Webhook::CREATE_DEFAULT_PATH, "/api/v1/Agents/Webhook/CreateDefaultWebhook");
//! let xml = hook.encode(MediaType::ApplicationXml)?;
//! let back = Webhook::decode(MediaType::ApplicationXml, &xml)?;
//! assert_eq!(back, hook);
//! # Ok::<(), webhook_model::Error>(())
//! ```

// The derives name this crate by its own name, here as in a user's crate.
extern crate self as webhook_model;

/// What the derives' expansion refers to; the name ends in the version that both crates have.
#[doc(hidden)]
#[path = "abi/mod.rs"]
pub mod __private_0_1_0;

/// Named in the root as well, so that the compiler's messages show their short names.
#[doc(hidden)]
pub use __private_0_1_0::{CarrierField, Instead, KeepsEntity, KeepsUnknown, NotInherited};

mod bytes;
pub mod entities;
pub mod entity;
mod error;
pub mod format;
#[cfg(feature = "http")]
pub mod http;
pub mod notification;
mod output;
mod position;
mod projection;
pub mod property;
pub mod schema;
#[cfg(feature = "signature")]
pub mod signature;
// For the messages of this project's own crates.
#[doc(hidden)]
pub mod suggest;
pub mod target_url;
mod uri;

pub use chrono;
pub use entities::{
    Associate, Carrier, EFieldRight, ETableRight, FieldProperty, FieldRight, TableRight, UserType,
    Webhook, WebhookPayload, WebhookState,
};
pub use entity::{NetServerEntity, operation};
pub use error::{Error, ErrorKind};
pub use format::{Contract, Decoder, Encoder, MediaType, PatchProfile};
pub use position::Position;
pub use projection::Projection;
pub use property::Binary;
pub use property::date_time::{DateTime, Offset};
pub use property::duration::Duration;
pub use property::enumeration::{NetServerEnum, ParseEnumError, UnknownVariant};
pub use property::family::UnknownEntity;
pub use property::flags::Flags;
pub use property::secret::Secret;
pub use webhook_derive::{NetServerEntity, NetServerEnum};

/// Runs the example of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
