//! Reads any property type from any media type.

use super::patch::{Patch, Patched};
use super::tree::from_tree;
use super::{MediaType, PatchProfile, json, xml};
use crate::error::Error;
use crate::property::PropertyType;

/// Reads entities, lists of them and every other property type from one media type.
///
/// ```
/// use webhook_model::{Decoder, MediaType, Webhook, WebhookState};
///
/// let decoder = Decoder::new(MediaType::ApplicationJson);
/// let hooks: Vec<Webhook> = decoder.decode(br#"[{"state": "stopped"}]"#)?;
/// assert_eq!(hooks[0].state, WebhookState::Stopped);
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Decoder {
    media_type: MediaType,
    profile: PatchProfile,
}

impl Decoder {
    /// A decoder for a media type; patches are read in the [`PatchProfile::NetServer`].
    #[must_use]
    pub const fn new(media_type: MediaType) -> Self {
        Self {
            media_type,
            profile: PatchProfile::NetServer,
        }
    }

    /// Chooses how JSON Patch documents are read.
    #[must_use]
    pub const fn profile(mut self, profile: PatchProfile) -> Self {
        self.profile = profile;
        self
    }

    /// Reads a value; a patch changes the type's default.
    ///
    /// # Errors
    /// Input that is no such value: see [`ErrorKind`](crate::ErrorKind).
    pub fn decode<T: PropertyType>(&self, body: &[u8]) -> Result<T, Error> {
        let mut value = T::blank();
        if self.media_type.is_patch() {
            self.apply(&mut value, body)?;
        } else if self.media_type.is_xml() {
            xml::read(T::TYPE, value.slot(), body)?;
        } else {
            json::read(value.slot(), body)?;
        }
        Ok(value)
    }

    /// Changes a value by a patch, or replaces it by what another type reads; after a failure it
    /// is as it was.
    ///
    /// # Errors
    /// Input that cannot be read or applied: see [`ErrorKind`](crate::ErrorKind).
    pub fn apply<T: PropertyType>(&self, value: &mut T, body: &[u8]) -> Result<(), Error> {
        if !self.media_type.is_patch() {
            *value = self.decode(body)?;
            return Ok(());
        }
        let patch = Patch::read(self.media_type, self.profile, T::TYPE, body)?;
        let patched = patch.apply(T::TYPE, value.value())?;
        let mut changed = T::blank();
        let (Patched::Whole(tree) | Patched::Properties(tree)) = &patched;
        from_tree(changed.slot(), tree, false).map_err(Error::unprocessable)?;
        if let Patched::Properties(tree) = &patched {
            // They have just been put into another value: they fit.
            return from_tree(value.slot(), tree, false).map_err(Error::unprocessable);
        }
        *value = changed;
        Ok(())
    }
}
