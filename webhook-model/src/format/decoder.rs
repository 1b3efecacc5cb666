//! Reads any property type from any media type.

use super::bounds::MAX_VALUES;
use super::default_value::DefaultValue;
use super::patch::{Patch, Patched, UnknownNames};
use super::{MediaType, PatchProfile, json, xml};
use crate::error::Error;
use crate::property::{DynEntity, PropertyType, Slot, Type, Value};

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
    max_values: usize,
    keep_unknown: Option<bool>,
}

impl Decoder {
    /// A decoder for a media type; patches are read in the [`PatchProfile::NetServer`].
    #[must_use]
    pub const fn new(media_type: MediaType) -> Self {
        Self {
            media_type,
            profile: PatchProfile::NetServer,
            max_values: MAX_VALUES,
            keep_unknown: None,
        }
    }

    /// Chooses how JSON Patch documents are read.
    #[must_use]
    pub const fn profile(mut self, profile: PatchProfile) -> Self {
        self.profile = profile;
        self
    }

    /// Whether a patch may set values that the type does not know but can keep: enum names and numbers,
    /// flags, and members of a family.
    ///
    /// By default [`decode`](Self::decode) keeps them, so that everything an encoder wrote can be read,
    /// and [`apply`](Self::apply) refuses them with 422, since a typo in a patch must not be stored. A
    /// whole body always keeps them.
    ///
    /// ```
    /// use webhook_model::{Decoder, ErrorKind, MediaType, Webhook};
    ///
    /// let patch = br#"{"State": "Paused"}"#;
    /// let decoder = Decoder::new(MediaType::ApplicationMergePatch);
    /// let mut hook: Webhook = decoder.decode(patch)?;
    /// let error = decoder.apply(&mut hook, patch).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnknownVariant);
    /// decoder.keep_unknown(true).apply(&mut hook, patch)?;
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    #[must_use]
    pub const fn keep_unknown(mut self, keep: bool) -> Self {
        self.keep_unknown = Some(keep);
        self
    }

    /// Sets how many values one document may create, as counted for [`MAX_VALUES`], the default. More
    /// are refused with [`ErrorKind::Limit`](crate::ErrorKind::Limit).
    ///
    /// ```
    /// use webhook_model::{Decoder, ErrorKind, MediaType, Webhook};
    ///
    /// let decoder = Decoder::new(MediaType::ApplicationJson).max_values(100);
    /// assert!(decoder.decode::<Vec<Webhook>>(b"[{}, {}, {}]").is_ok());
    /// let error = decoder.decode::<Vec<Webhook>>(b"[{}, {}, {}, {}, {}, {}, {}, {}]").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Limit);
    /// ```
    #[must_use]
    pub const fn max_values(mut self, values: usize) -> Self {
        self.max_values = values;
        self
    }

    /// Reads a value; a patch changes the type's default.
    ///
    /// # Errors
    /// `body` is not a valid value of this type: see [`ErrorKind`](crate::ErrorKind).
    #[inline]
    pub fn decode<T: PropertyType>(&self, body: &[u8]) -> Result<T, Error> {
        let mut value = T::blank();
        self.fill(DefaultValue::of::<T>(), value.slot(), body)?;
        Ok(value)
    }

    /// Changes a value by a patch, or replaces it with a whole body of another type; after a failure it
    /// is unchanged.
    ///
    /// # Errors
    /// Input that cannot be read or applied: see [`ErrorKind`](crate::ErrorKind).
    pub fn apply<T: PropertyType>(&self, value: &mut T, body: &[u8]) -> Result<(), Error> {
        let mut changed = T::blank();
        let of = DefaultValue::of::<T>();
        if let Some(partial) = self.change(of, value.value(), changed.slot(), body)? {
            return partial.put(value.slot());
        }
        *value = changed;
        Ok(())
    }

    // The functions below are not generic, so that a program contains them once and not once per
    // entity.

    /// Reads into an entity with its default values.
    pub(crate) fn fill_entity(self, entity: &mut dyn DynEntity, body: &[u8]) -> Result<(), Error> {
        let of = DefaultValue::Entity(entity.entity().this);
        self.fill(of, Slot::Entity(entity), body)
    }

    /// Reads into the slot of a blank value.
    fn fill(self, of: DefaultValue, slot: Slot<'_>, body: &[u8]) -> Result<(), Error> {
        if self.media_type.is_xml() {
            return xml::read(of.ty(), slot, body, self.max_values);
        }
        if !self.media_type.is_patch() {
            return json::read(slot, body, self.max_values);
        }
        let mut patched = None;
        of.pass_to(&mut |blank| {
            patched = Some(self.patched(of.ty(), blank, body, true)?);
            Ok(())
        })?;
        patched.map_or(Ok(()), |patched| patched.put(slot))
    }

    /// Reads the changed value into the slot of a blank one. Returns a patch that names only some
    /// properties of the value.
    fn change(
        self,
        of: DefaultValue,
        value: Value<'_>,
        changed: Slot<'_>,
        body: &[u8],
    ) -> Result<Option<Patched>, Error> {
        if !self.media_type.is_patch() {
            self.fill(of, changed, body)?;
            return Ok(None);
        }
        let patched = self.patched(of.ty(), value, body, false)?;
        // A body that is valid for another value is valid for this one.
        patched.put(changed)?;
        Ok(Some(patched).filter(Patched::is_partial))
    }

    /// Applies a patch to a value.
    fn patched(
        self,
        ty: Type,
        value: Value<'_>,
        body: &[u8],
        keep_unknown: bool,
    ) -> Result<Patched, Error> {
        let names = if self.keep_unknown.unwrap_or(keep_unknown) {
            UnknownNames::Keep
        } else {
            UnknownNames::Refuse
        };
        Patch::read(self.media_type, self.profile, ty, body)?.apply(
            ty,
            value,
            names,
            self.max_values,
        )
    }
}
