//! HTTP semantics without a server: what request headers mean and which response headers follow.
pub mod authorization;
pub mod challenge;
pub mod content_type;
pub mod context;
#[cfg(feature = "culture")]
pub mod culture;
pub mod language;
pub mod language_tag;
// For the tests, which compare its weights with those of `negotiation`.
#[doc(hidden)]
pub mod media_range;
pub mod negotiation;
pub mod quality;
pub(crate) mod syntax;
#[cfg(feature = "time-zones")]
pub mod time_zone;
pub mod translate;
pub mod xsrf;

pub use syntax::Malformed;

// Its types are part of this module's interface, so users need exactly this version.
#[doc(no_inline)]
pub use ::http;
