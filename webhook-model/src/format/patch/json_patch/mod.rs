//! JSON Patch (RFC 6902): applied in the vendor's profile or strictly, and generated from two entities.

mod action;
mod apply;
mod diff;
mod document;
mod path;

pub(crate) use apply::apply;
pub(crate) use diff::diff;
pub(crate) use document::{Operations, parse};

/// How a JSON Patch document is read.
///
/// ```
/// use webhook_model::{Decoder, MediaType, PatchProfile, Webhook};
///
/// let mut hook = Webhook::create_default();
/// let decoder = Decoder::new(MediaType::ApplicationJsonPatch);
/// decoder.apply(&mut hook, br#"[{"op": "replace", "path": "name", "value": "Mine"}]"#)?;
/// assert_eq!(hook.name.as_deref(), Some("Mine"));
///
/// let strict = decoder.profile(PatchProfile::Rfc6902);
/// assert!(strict.apply(&mut hook, br#"[{"op": "replace", "path": "name", "value": 1}]"#).is_err());
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum PatchProfile {
    /// The vendor's: add, replace, remove and test. Names of properties are read in any case, and the
    /// leading slash is optional. A value added to an unset array becomes its first item, an object where
    /// an array is expected is appended to it, and removing a property resets it to its default.
    #[default]
    NetServer,
    /// Strictly RFC 6902: all six operations, exact paths.
    Rfc6902,
}
