//! The properties that a patch names: only these become trees, and only these are changed.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use crate::error::Error;
use crate::format::serde::to_tree_within;
use crate::format::tree::from_tree_within;
use crate::property::set_slot::set_null;
use crate::property::{BLOCK, Slot, Type, Value};
use crate::property::{DynEntity, Entity};

/// The part of a value that a patch may read and change.
pub(crate) enum Touched {
    /// The whole value.
    Whole,
    /// Some properties of an entity, by their positions; the others keep their values.
    Properties(Vec<Option<Touched>>),
}

impl Touched {
    /// None of an entity's properties yet.
    pub(crate) fn none_of(of: &Entity) -> Self {
        Self::Properties((0..of.properties.len()).map(|_| None).collect())
    }

    /// Adds the property that a path leads to.
    pub(crate) fn add_path(&mut self, of: &Entity, steps: &[Cow<'_, str>]) {
        let Some((step, below)) = steps.split_first() else {
            *self = Self::Whole;
            return;
        };
        if let Some((named, ty)) = self.property(of, step, !below.is_empty())
            && let Type::Entity(of) = ty.required()
        {
            named.add_path(of(), below);
        }
    }

    /// Adds the properties that the members of a merge patch lead to.
    pub(crate) fn add_members(&mut self, of: &Entity, members: &Map<String, Json>) {
        for (key, value) in members {
            if let Some((named, ty)) = self.property(of, key, value.is_object())
                && let (Type::Entity(of), Json::Object(members)) = (ty.required(), value)
            {
                named.add_members(of(), members);
            }
        }
    }

    /// Adds a property, and as an empty entity if the patch names something below it. An unknown name
    /// is reported when the patch is applied.
    fn property(&mut self, of: &Entity, name: &str, below: bool) -> Option<(&mut Self, Type)> {
        let Self::Properties(properties) = self else {
            return None;
        };
        let position = of.position(name)?;
        let (named, property) = properties
            .get_mut(position)
            .zip(of.properties.get(position))?;
        let named = match property.ty.required() {
            Type::Entity(of) if below => named.get_or_insert_with(|| Self::none_of(of())),
            _ => named.insert(Self::Whole),
        };
        Some((named, property.ty))
    }

    /// The tree of the named properties of a value. A value that is not an entity is taken whole.
    pub(crate) fn tree(&mut self, ty: Type, value: Value<'_>, depth: usize) -> Result<Json, Error> {
        if let (Self::Properties(properties), Value::Entity(entity)) = (&mut *self, value)
            && let Some(depth) = depth.checked_sub(1)
        {
            return tree_of(properties, entity, depth);
        }
        *self = Self::Whole;
        to_tree_within(ty, value, depth)
    }

    /// Puts a changed tree back into its value, inside `open` arrays and objects.
    pub(crate) fn put(&self, slot: Slot<'_>, tree: &Json, open: usize) -> Result<(), Error> {
        match (self, slot, tree) {
            (Self::Properties(properties), Slot::Entity(entity), Json::Object(members)) => {
                put_properties(properties, entity, members, open + 1)
            }
            (Self::Properties(_), Slot::Nullable(place), _) => {
                let mut put = None;
                place.visit(&mut |slot| put = Some(self.put(slot, tree, open)));
                put.unwrap_or_else(|| self.put(place.fill(), tree, open))
            }
            (_, slot, _) => from_tree_within(slot, tree, open),
        }
    }
}

fn tree_of(
    properties: &mut [Option<Touched>],
    entity: &dyn DynEntity,
    depth: usize,
) -> Result<Json, Error> {
    let mut members = Map::new();
    let mut block = [Value::Null; BLOCK];
    let chunks = entity.entity().properties.chunks(BLOCK);
    for (number, (chunk, named)) in chunks.zip(properties.chunks_mut(BLOCK)).enumerate() {
        if named.iter().all(Option::is_none) {
            continue;
        }
        entity.read(number, &mut block);
        for ((property, value), named) in chunk.iter().zip(block).zip(named) {
            if let Some(named) = named {
                let tree = named
                    .tree(property.ty, value, depth)
                    .map_err(|error| error.inside(property.name()))?;
                members.insert(property.name().to_owned(), tree);
            }
        }
    }
    Ok(Json::Object(members))
}

fn put_properties(
    properties: &[Option<Touched>],
    entity: &mut dyn DynEntity,
    members: &Map<String, Json>,
    open: usize,
) -> Result<(), Error> {
    let named = entity.entity().properties.iter().zip(properties);
    for (index, (property, named)) in named.enumerate() {
        let Some(named) = named else { continue };
        let tree = members.get(property.name());
        let Some((tree, mut slot)) = tree.zip(entity.write(index)) else {
            continue;
        };
        let put = match tree {
            Json::Null => set_null(&mut slot, property.null_as_default),
            tree => named.put(slot, tree, open),
        };
        put.map_err(|error| error.inside(property.name()))?;
    }
    Ok(())
}
