//! A patch that has been read, and its application to a value.

mod differ;
mod difference;
mod exact_numbers;
mod json_patch;
mod merge_diff;
mod merge_patch;
mod touched;
mod unknown_names;
mod values;

use serde_json::Value as Json;

use self::json_patch::Operations;
pub use self::json_patch::PatchProfile;
pub(super) use self::json_patch::diff as json_patch_between;
pub(super) use self::merge_diff::diff as merge_patch_between;
use self::merge_patch::MergePatch;
use self::touched::Touched;
pub(crate) use self::unknown_names::UnknownNames;
use self::values::Values;
use super::MediaType;
use crate::error::Error;
use crate::format::bounds::MAX_DEPTH;
use crate::property::Entity;
use crate::property::{Slot, Type, Value};

/// A patch of either type.
pub(crate) enum Patch {
    Merge(MergePatch),
    Operations(Operations, PatchProfile),
}

/// The result of a patch for a value.
pub(crate) struct Patched {
    tree: Json,
    named: Touched,
}

impl Patch {
    /// Reads a patch for a value of a type.
    pub(crate) fn read(
        media_type: MediaType,
        profile: PatchProfile,
        ty: Type,
        body: &[u8],
    ) -> Result<Self, Error> {
        match media_type {
            MediaType::ApplicationMergePatch => merge_patch::parse(body, ty).map(Self::Merge),
            _ => json_patch::parse(body).map(|operations| Self::Operations(operations, profile)),
        }
    }

    /// Applies the patch to a borrowed value, which does not change.
    pub(crate) fn apply(
        self,
        ty: Type,
        value: Value<'_>,
        unknown: UnknownNames,
        max_values: usize,
    ) -> Result<Patched, Error> {
        let values = Values::new(max_values);
        let mut named = match ty.required() {
            Type::Entity(of) => self.names(of()),
            _ => Touched::Whole,
        };
        let mut tree = named.tree(ty, value, MAX_DEPTH)?;
        match self {
            Self::Merge(patch) => patch.apply(ty, &mut tree, unknown, values)?,
            Self::Operations(operations, profile) => {
                json_patch::apply(operations, ty, &mut tree, profile, unknown, values)?;
            }
        }
        Ok(Patched { tree, named })
    }

    /// The properties of an entity that the patch names.
    fn names(&self, of: &Entity) -> Touched {
        let mut named = Touched::none_of(of);
        match self {
            Self::Merge(patch) => match patch.members() {
                Some(members) => named.add_members(of, members),
                None => return Touched::Whole,
            },
            Self::Operations(operations, PatchProfile::NetServer) => {
                for operation in &operations.all {
                    // An invalid path is an error when its operation runs, wherever it leads.
                    if let Ok(steps) = operation.steps() {
                        named.add_path(of, &steps);
                    }
                }
            }
            Self::Operations(_, PatchProfile::Rfc6902) => return Touched::Whole,
        }
        named
    }
}

impl Patched {
    /// Whether properties that the patch does not name keep their values.
    pub(crate) const fn is_partial(&self) -> bool {
        matches!(self.named, Touched::Properties(_))
    }

    /// Puts the result of the patch into a slot; an entity keeps the properties that are not named.
    pub(crate) fn put(&self, slot: Slot<'_>) -> Result<(), Error> {
        self.named
            .put(slot, &self.tree, 0)
            .map_err(Error::unprocessable)
    }
}
