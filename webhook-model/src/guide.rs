//! The guide: a page for each topic.
//!
//! | page | topic |
//! |---|---|
//! | [`entities`] | entities, newtypes, enums and flags; null; inheritance |
//! | [`families`] | polymorphic families |
//! | [`formats`] | media types, XML contracts, errors and bounds |
//! | [`patches`] | JSON Patch and merge patch |
//! | [`dates`] | dates, durations, time zones |
//! | [`languages`] | texts in several languages, cultures |
//! | [`requests`] | content negotiation, credentials, `$select` |
//! | [`notifications`] | receiving the notifications of a webhook |
//! | [`schema`] | OpenAPI, Swagger, XML Schema |
//! | [`validation`] | checking values at run time |
//! | [`checks`] | what is checked, and where |
//! | [`serving`] | an agent with `webhook-agent` |
//! | [`calling`] | a client with `webhook-client` |
//! | [`migrating`] | from the vendor's .NET and TypeScript clients |

#[doc = include_str!("../guide/entities.md")]
pub mod entities {}

#[doc = include_str!("../guide/families.md")]
pub mod families {}

#[cfg_attr(any(not(doctest), feature = "serde"), doc = include_str!("../guide/formats.md"))]
pub mod formats {}

#[doc = include_str!("../guide/patches.md")]
pub mod patches {}

#[cfg_attr(any(not(doctest), feature = "time-zones"), doc = include_str!("../guide/dates.md"))]
pub mod dates {}

#[cfg_attr(any(not(doctest), feature = "http"), doc = include_str!("../guide/languages.md"))]
pub mod languages {}

#[cfg_attr(any(not(doctest), feature = "http"), doc = include_str!("../guide/requests.md"))]
pub mod requests {}

#[cfg_attr(any(not(doctest), all(feature = "http", feature = "signature")), doc = include_str!("../guide/notifications.md"))]
pub mod notifications {}

#[doc = include_str!("../guide/schema.md")]
pub mod schema {}

#[doc = include_str!("../guide/validation.md")]
pub mod validation {}

#[doc = include_str!("../guide/checks.md")]
pub mod checks {}

// The tests of webhook-agent and webhook-client run the examples of these pages.
#[cfg_attr(not(doctest), doc = include_str!("../guide/serving.md"))]
pub mod serving {}

#[cfg_attr(not(doctest), doc = include_str!("../guide/calling.md"))]
pub mod calling {}

#[cfg_attr(not(doctest), doc = include_str!("../guide/migrating.md"))]
pub mod migrating {}
