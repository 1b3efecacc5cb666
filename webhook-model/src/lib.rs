//! SuperOffice NetServer entities in Rust. Derive [`NetServerEntity`](derive@NetServerEntity) on a struct and it has
//! default values, endpoint paths, a schema, and encoding and decoding in six media types.
//!
//! ```
//! use webhook_model::{MediaType, NetServerEntity};
//!
//! #[derive(Debug, PartialEq, NetServerEntity)]
//! #[netserver(agent = "Project", entity = "ProjectEntity")]
//! struct Project {
//!     #[netserver(key)]
//!     project_id: i32,
//!     #[netserver(default = "New project", max_length = 240)]
//!     name: Option<String>,
//! }
//!
//! let project = Project::create_default();
//! let xml = project.encode(MediaType::ApplicationXml)?;
//! assert_eq!(Project::decode(MediaType::ApplicationXml, &xml)?, project);
//! assert_eq!(Project::CREATE_DEFAULT_PATH, "/api/v1/Agents/Project/CreateDefaultProjectEntity");
//! # Ok::<(), webhook_model::Error>(())
//! ```
//!
//! The [`guide`] has a page for each topic: [entities and enums](guide::entities), [families](guide::families),
//! [formats and contracts](guide::formats), [patches](guide::patches), [dates and zones](guide::dates),
//! [languages](guide::languages), [requests and credentials](guide::requests),
//! [notifications](guide::notifications), [schemas](guide::schema), [validation](guide::validation),
//! [what is checked where](guide::checks), [serving](guide::serving), [calling](guide::calling), and
//! [migrating](guide::migrating) from the vendor's clients.
//! The built-in entities are in [`entities`]; the example
//! [`sale.rs`](https://docs.rs/crate/webhook-model/latest/source/examples/sale.rs) is a complete program.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `http` | yes | [`http`](mod@http): content negotiation, credentials, languages |
//! | `serde` | yes | `Serialize` and `Deserialize` for what derives `NetServerEntity`; encoding does not need them |
//! | `time-zones` | no | `SO-TimeZone`, with the IANA time zone database |
//! | `signature` | no | `signature`: signing and verifying notifications |
//! | `decimal` | no | `rust_decimal::Decimal` as a property type |
//! | `culture` | no | dates and numbers inside texts, formatted for a culture |

#![cfg_attr(docsrs, feature(doc_cfg))]

// The derives refer to this crate by its name, here as in a user's crate.
extern crate self as webhook_model;

/// The items that the derives' expansion refers to; the name ends in the version of both crates.
#[doc(hidden)]
#[path = "abi/mod.rs"]
pub mod __private_0_1_0;

/// Also exported from the root, so that the compiler's messages show their short names.
#[doc(hidden)]
pub use __private_0_1_0::{
    BaseEntity, CarrierField, Instead, KeepsEntity, KeepsUnknown, MemberEntity, NotInherited,
};

mod bytes;
pub mod entities;
pub mod entity;
mod error;
pub mod format;
pub mod guide;
#[cfg(feature = "http")]
pub mod http;
mod member;
pub mod notification;
mod output;
mod position;
mod projection;
pub mod property;
pub mod schema;
pub mod serde_json;
#[cfg(feature = "signature")]
pub mod signature;
// For the messages of this project's own crates.
#[doc(hidden)]
pub mod suggest;
pub mod target_url;
mod uri;
pub mod validation;

// Its types are part of this crate's interface, so users need exactly this version.
pub use chrono;

pub use entities::{
    Associate, Carrier, EFieldRight, ETableRight, FieldProperty, FieldRight, GetAllWebhooks,
    GetLastError, SignalEvent, TableRight, TestWebhook, UserType, Webhook, WebhookPayload,
    WebhookResult, WebhookState,
};
pub use entity::{NetServerEntity, operation};
pub use error::{Error, ErrorKind};
pub use format::{Contract, Decoder, Encodable, Encoder, MediaType, PatchProfile};
pub use position::Position;
pub use projection::Projection;
pub use property::Binary;
pub use property::date_time::{DateTime, Offset};
pub use property::duration::Duration;
pub use property::enumeration::{EnumNumberError, NetServerEnum, ParseEnumError, UnknownVariant};
pub use property::family::UnknownEntity;
pub use property::flags::Flags;
pub use property::secret::Secret;
pub use validation::{Violation, ViolationCode, Violations};
pub use webhook_derive::{NetServerEntity, NetServerEnum};

/// Runs the example of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Runs the examples of the derives' pages.
#[cfg(doctest)]
#[doc = include_str!("../guide/derive_entity.md")]
struct DeriveEntity;

#[cfg(doctest)]
#[doc = include_str!("../guide/derive_enumeration.md")]
struct DeriveEnumeration;
