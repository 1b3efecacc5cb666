//! Projection: `$select`, which keeps some properties and sets the others to null.

use serde_json::Value as Json;

use crate::entity::{Entity, Property};
use crate::error::{Error, ErrorKind, shorten};
use crate::format::bounds::MAX_DEPTH;
use crate::format::serde::to_tree;
use crate::format::tree::{blank_of, from_tree, known};
use crate::property::{PropertyType, Type, Value};

/// The properties that `$select` in a query keeps.
///
/// A comma separates properties, and a slash leads into a nested entity, including those in a list or a
/// dictionary. Names match in any case. Other properties become null, or their type's blank value if
/// the type has no null. An empty list and `*` keep all.
///
/// ```
/// use webhook_model::{Projection, Webhook};
///
/// let select = Projection::parse::<Webhook>("webhookId, registeredAssociate/name")?;
/// let mut hook = Webhook::create_default();
/// hook.webhook_id = 5;
/// select.apply(&mut hook)?;
/// assert_eq!((hook.webhook_id, hook.events), (5, None));
///
/// let error = Projection::parse::<Webhook>("WebhokId").unwrap_err();
/// assert_eq!(error.to_string(), "Webhook has no property `WebhokId`; did you mean `WebhookId`?");
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection(Kept);

/// The properties to keep, as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    All,
    /// By lower-case name, in the order of the names.
    Some(Vec<(String, Kept)>),
}

impl Projection {
    /// Whether values of a type have properties to select: entities and families, also in lists and
    /// dictionaries.
    ///
    /// ```
    /// use webhook_model::property::PropertyType;
    /// use webhook_model::{Projection, Webhook};
    ///
    /// assert!(Projection::concerns(<Vec<Webhook>>::TYPE));
    /// assert!(!Projection::concerns(<Vec<String>>::TYPE));
    /// ```
    #[must_use]
    pub const fn concerns(ty: Type) -> bool {
        let mut inner = ty;
        loop {
            inner = match inner {
                Type::Entity(_) | Type::Family(_) => return true,
                Type::Nullable(of) | Type::List(of) | Type::Dictionary(_, of) => *of,
                _ => return false,
            };
        }
    }

    /// Reads a list of properties of `T`.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownProperty`] for a name that the entity does not have, with a suggestion, and
    /// for a path through a property that has none below it; [`ErrorKind::Depth`] for a path longer
    /// than [`MAX_DEPTH`].
    pub fn parse<T: PropertyType>(select: &str) -> Result<Self, Error> {
        Self::parse_type(T::TYPE, select)
    }

    /// Like [`parse`](Self::parse), for a type that is known only at run time.
    ///
    /// # Errors
    /// Those of [`parse`](Self::parse).
    ///
    /// ```
    /// use webhook_model::property::PropertyType;
    /// use webhook_model::{Projection, Webhook};
    ///
    /// assert_eq!(
    ///     Projection::parse_type(Webhook::TYPE, "Name"),
    ///     Projection::parse::<Webhook>("Name"),
    /// );
    /// ```
    pub fn parse_type(ty: Type, select: &str) -> Result<Self, Error> {
        let mut kept = Kept::Some(Vec::new());
        for path in select
            .split(',')
            .map(str::trim)
            .filter(|path| !path.is_empty())
        {
            if path == "*" {
                return Ok(Self(Kept::All));
            }
            if path.matches('/').count() >= MAX_DEPTH {
                // An entity may contain another of its own type, without end.
                let message = format!("a path of more than {MAX_DEPTH} properties");
                return Err(Error::new(ErrorKind::Depth, message));
            }
            keep(&mut kept, ty, path, "")?;
        }
        Ok(Self(match kept {
            Kept::Some(none) if none.is_empty() => Kept::All,
            kept => kept,
        }))
    }

    /// Sets all other properties to null.
    ///
    /// # Errors
    /// None for a value of the type that the projection was parsed for; else those of reading a
    /// value of another type.
    pub fn apply<T: PropertyType>(&self, value: &mut T) -> Result<(), Error> {
        if let Some(tree) = self.pruned(T::TYPE, value.value())? {
            let mut pruned = T::blank();
            from_tree(pruned.slot(), &tree)?;
            *value = pruned;
        }
        Ok(())
    }

    /// The value with the other properties set to null, unless all properties are kept.
    fn pruned(&self, ty: Type, value: Value<'_>) -> Result<Option<Json>, Error> {
        if self.0 == Kept::All {
            return Ok(None);
        }
        let mut tree = to_tree(ty, value)?;
        prune(&self.0, ty, &mut tree);
        Ok(Some(tree))
    }
}

/// Adds one path, after the steps of `before`.
fn keep(kept: &mut Kept, ty: Type, path: &str, before: &str) -> Result<(), Error> {
    let Kept::Some(names) = kept else {
        return Ok(());
    };
    let (name, rest) = match path.split_once('/') {
        Some((name, rest)) => (name.trim(), Some(rest)),
        None => (path.trim(), None),
    };
    let (known, next) = property(ty, name, before)?;
    let name = name.to_ascii_lowercase();
    let place = position(names, &name).unwrap_or_else(|place| {
        names.insert(place, (name, Kept::Some(Vec::new())));
        place
    });
    let Some((_, below)) = names.get_mut(place) else {
        return Ok(());
    };
    if let Some(rest) = rest {
        return keep(below, next, rest, &format!("{before}{known}/"));
    }
    *below = Kept::All;
    Ok(())
}

/// The position of a lower-case name, or where it would have to be inserted.
fn position(names: &[(String, Kept)], name: &str) -> Result<usize, usize> {
    names.binary_search_by(|(known, _)| known.as_str().cmp(name))
}

/// What is kept below a name in any case.
fn kept_below<'k>(names: &'k [(String, Kept)], name: &str) -> Option<&'k Kept> {
    let place = position(names, &name.to_ascii_lowercase()).ok()?;
    names.get(place).map(|(_, kept)| kept)
}

/// The name and the type of a property below a type.
fn property(ty: Type, name: &str, before: &str) -> Result<(&'static str, Type), Error> {
    match ty.required() {
        Type::Entity(of) => {
            let found = find(of(), name);
            found.ok_or_else(|| no_property(of().name, &[of()], name, before))
        }
        Type::Family(of) => {
            let members: Vec<&Entity> = of()
                .members
                .iter()
                .map(|member| (member.entity)())
                .collect();
            let found = members.iter().find_map(|member| find(member, name));
            found.ok_or_else(|| no_property(of().name, &members, name, before))
        }
        Type::List(of) | Type::Dictionary(_, of) => property(*of, name, before),
        _ => {
            let above = before.trim_end_matches('/');
            let message = format!("`{above}` has no properties; select `{above}` itself");
            Err(Error::new(ErrorKind::UnknownProperty, message))
        }
    }
}

fn find(of: &Entity, name: &str) -> Option<(&'static str, Type)> {
    of.properties
        .get(of.position(name)?)
        .map(|property| (property.name(), property.ty))
}

fn no_property(owner: &str, of: &[&Entity], name: &str, before: &str) -> Error {
    let names = of.iter().flat_map(|of| of.properties).map(Property::name);
    let short = shorten(name);
    let message = match crate::suggest::closest(name, names) {
        Some(closest) => {
            format!("{owner} has no property `{short}`; did you mean `{before}{closest}`?")
        }
        None => format!("{owner} has no property `{short}`"),
    };
    Error::new(ErrorKind::UnknownProperty, message)
}

fn prune(kept: &Kept, ty: Type, tree: &mut Json) {
    let Kept::Some(names) = kept else { return };
    let family = match ty.required() {
        Type::Family(family) => family().tag,
        _ => "",
    };
    match (known(ty, tree), tree) {
        (Type::Entity(of), Json::Object(members)) => {
            for property in of().properties {
                let Some(value) = members.get_mut(property.name()) else {
                    continue;
                };
                match kept_below(names, property.name()) {
                    Some(kept) => prune(kept, property.ty, value),
                    // A member without its tag would not belong to the family.
                    None if property.name() == family => {}
                    // If it cannot be null it stays a member, with only its tag.
                    None if matches!(property.ty, Type::Family(_)) => {
                        prune(&Kept::Some(Vec::new()), property.ty, value);
                    }
                    None => *value = blank_of(property.ty),
                }
            }
        }
        (Type::List(of), Json::Array(items)) => {
            for item in items {
                prune(kept, *of, item);
            }
        }
        (Type::Dictionary(_, of), Json::Object(members)) => {
            for member in members.values_mut() {
                prune(kept, *of, member);
            }
        }
        // An unknown member has the properties that it was read with.
        (Type::Any, Json::Object(members)) if !family.is_empty() => {
            members.retain(|name, _| {
                name.eq_ignore_ascii_case(family) || kept_below(names, name).is_some()
            });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Associate, ErrorKind, Webhook};

    fn hook() -> Webhook {
        let mut hook = Webhook::create_default();
        let mut user = Associate::create_default();
        user.name = Some("tje0".into());
        user.rank = 3;
        hook.name = Some("Mine".into());
        hook.registered_associate = Some(user.clone());
        hook.updated_associate = Some(user);
        hook
    }

    #[test]
    fn the_others_are_null_or_blank() {
        let mut kept = hook();
        Projection::parse::<Webhook>("NAME,registeredassociate/Name")
            .unwrap()
            .apply(&mut kept)
            .unwrap();
        let user = kept.registered_associate.as_ref().unwrap();
        assert_eq!((user.name.as_deref(), user.rank), (Some("tje0"), 0));
        assert_eq!(kept.name.as_deref(), Some("Mine"));
        assert_eq!(kept.state.to_string(), "Unknown");
        assert!(kept.updated_associate.is_none() && kept.events.is_none() && kept.r#type.is_none());
    }

    #[test]
    fn all_of_a_nested_entity_wins_over_a_part() {
        for select in [
            "RegisteredAssociate,RegisteredAssociate/Name",
            "RegisteredAssociate/Name,RegisteredAssociate",
        ] {
            let mut kept = hook();
            Projection::parse::<Webhook>(select)
                .unwrap()
                .apply(&mut kept)
                .unwrap();
            assert_eq!(
                kept.registered_associate,
                hook().registered_associate,
                "{select}"
            );
        }
    }

    #[test]
    fn nothing_and_a_star_keep_all() {
        for select in ["", " , ", "*", "Name,*"] {
            let mut kept = hook();
            Projection::parse::<Webhook>(select)
                .unwrap()
                .apply(&mut kept)
                .unwrap();
            assert_eq!(kept, hook(), "{select}");
        }
    }

    #[test]
    fn lists_are_projected_item_by_item() {
        let mut hooks = vec![hook(), hook()];
        Projection::parse::<Vec<Webhook>>("Name")
            .unwrap()
            .apply(&mut hooks)
            .unwrap();
        assert!(
            hooks
                .iter()
                .all(|hook| hook.name.is_some() && hook.registered_associate.is_none())
        );
    }

    #[test]
    fn suggestions_are_whole_paths() {
        for (select, message) in [
            (
                "Nmae",
                "Webhook has no property `Nmae`; did you mean `Name`?",
            ),
            (
                "Name, registeredassociate/nmae",
                "Associate has no property `nmae`; did you mean `RegisteredAssociate/Name`?",
            ),
            (
                "RegisteredAssociate/TableRight/Msk",
                "TableRight has no property `Msk`; did you mean `RegisteredAssociate/TableRight/Mask`?",
            ),
            (
                "RegisteredAssociate/FieldProperties/FieldRigt",
                "FieldProperty has no property `FieldRigt`; \
                 did you mean `RegisteredAssociate/FieldProperties/FieldRight`?",
            ),
            ("Zzz", "Webhook has no property `Zzz`"),
            (
                "events/length",
                "`Events` has no properties; select `Events` itself",
            ),
        ] {
            let error = Projection::parse::<Vec<Webhook>>(select).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn wrong_names_and_ways_are_errors() {
        for select in [
            "Nope",
            "RegisteredAssociate/Nope",
            "Name/Length",
            "Name,,Rank",
            "/Name",
        ] {
            let error = Projection::parse::<Webhook>(select).unwrap_err();
            assert_eq!(
                (error.kind(), error.status().as_u16()),
                (ErrorKind::UnknownProperty, 400),
                "{select}"
            );
        }
    }
}
