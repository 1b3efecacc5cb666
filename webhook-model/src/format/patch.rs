//! A patch that has been read, and what it makes of a value.

use serde_json::{Map, Value as Json};

use super::bounds::MAX_DEPTH;
use super::json_patch::Operation;
use super::serde_bridge::{to_tree, to_tree_within};
use super::{MediaType, PatchProfile, json_patch, merge_patch};
use crate::entity::{DynEntity, Entity};
use crate::error::Error;
use crate::property::{BLOCK, Type, Value};

/// A patch of either type.
pub(crate) enum Patch {
    Merge(Json),
    Operations(Vec<Operation>, PatchProfile),
}

/// What a patch makes of a value.
pub(crate) enum Patched {
    /// The whole value.
    Whole(Json),
    /// An entity's properties that the patch names: all others stay.
    Properties(Json),
}

impl Patched {
    pub(crate) const fn tree(&self) -> &Json {
        let (Self::Whole(tree) | Self::Properties(tree)) = self;
        tree
    }

    /// Whether the properties that are not in the tree stay as they are.
    pub(crate) const fn is_partial(&self) -> bool {
        matches!(self, Self::Properties(_))
    }
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

    /// Applies the patch to what is lent, which does not change.
    pub(crate) fn apply(self, ty: Type, value: Value<'_>) -> Result<Patched, Error> {
        if let Value::Entity(entity) = value
            && matches!(ty.required(), Type::Entity(_))
            && let Some(named) = self.names(entity.entity())
        {
            let mut tree = properties(entity, &named)?;
            self.run(ty, &mut tree)?;
            return Ok(Patched::Properties(tree));
        }
        let mut tree = to_tree(ty, value)?;
        self.run(ty, &mut tree)?;
        Ok(Patched::Whole(tree))
    }

    fn run(self, ty: Type, tree: &mut Json) -> Result<(), Error> {
        match self {
            Self::Merge(patch) => merge_patch::apply(patch, ty, tree),
            Self::Operations(operations, profile) => {
                json_patch::apply(operations, ty, tree, profile)
            }
        }
    }

    /// Which of an entity's properties the patch names; `None` if it may look at all of it.
    fn names(&self, of: &Entity) -> Option<Vec<bool>> {
        let mut named = vec![false; of.properties.len()];
        // What is no property's name is found when the patch is applied.
        let mut name = |name: &str| {
            let position = of.position(name);
            if let Some(named) = position.and_then(|position| named.get_mut(position)) {
                *named = true;
            }
        };
        match self {
            Self::Merge(Json::Object(members)) => members.keys().for_each(|key| name(key)),
            Self::Operations(operations, PatchProfile::NetServer) => {
                for operation in operations {
                    name(&operation.first_step()?);
                }
            }
            _ => return None,
        }
        Some(named)
    }
}

/// The tree of some properties of an entity.
fn properties(entity: &dyn DynEntity, named: &[bool]) -> Result<Json, Error> {
    let mut members = Map::new();
    let mut block = [Value::Null; BLOCK];
    let chunks = entity.entity().properties.chunks(BLOCK);
    for (number, (chunk, named)) in chunks.zip(named.chunks(BLOCK)).enumerate() {
        if !named.contains(&true) {
            continue;
        }
        entity.read(number, &mut block);
        for ((property, value), _) in chunk
            .iter()
            .zip(block)
            .zip(named)
            .filter(|(_, named)| **named)
        {
            let tree = to_tree_within(property.ty, value, MAX_DEPTH - 1)
                .map_err(|error| error.inside(property.name()))?;
            members.insert(property.name().to_owned(), tree);
        }
    }
    Ok(Json::Object(members))
}
