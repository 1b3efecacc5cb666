//! The body of a notification, whose members may differ only in case.
//!
//! A webhook's `Properties` are added to it as members, under names of the user's choice. If the exact
//! name of a property exists, a name that differs from it only in case is one of the user's, and not a
//! duplicate.

use super::fill::Filler;
use crate::error::Error;
use crate::property::{DynEntity, Entity};

/// Whether an entity is the body of a notification.
pub(crate) fn is_notification(of: &Entity) -> bool {
    of.name == "WebhookPayload"
}

/// The properties whose exact names exist.
pub(crate) struct Exact(Vec<bool>);

impl Exact {
    pub(crate) fn none_of(of: &Entity) -> Self {
        Self(vec![false; of.properties.len()])
    }

    pub(crate) fn add(&mut self, of: &Entity, name: &str) {
        let property = of.properties.iter().position(|it| it.name() == name);
        if let Some(exact) = property.and_then(|index| self.0.get_mut(index)) {
            *exact = true;
        }
    }

    /// The property of a member's name.
    pub(crate) fn property(&self, of: &Entity, name: &str) -> Option<usize> {
        let index = of.position(name)?;
        let is_exact = of.properties.get(index)?.name() == name;
        (is_exact || self.0.get(index) == Some(&false)).then_some(index)
    }
}

impl Filler<'_, '_> {
    /// Reads the members of an entity again after a failure, if it is the body of a notification: first
    /// all names, then the members that are properties.
    #[cold]
    #[inline(never)]
    pub(super) fn notification(
        &mut self,
        entity: &mut dyn DynEntity,
        start: usize,
        failure: Error,
    ) -> Result<(), Error> {
        let of = entity.entity();
        if !is_notification(of) {
            return Err(failure);
        }
        let mut exact = Exact::none_of(of);
        self.lexer.reset(start);
        self.members(|filler, name, _| {
            exact.add(of, name);
            filler.skip()
        })?;
        let mut seen = vec![false; of.properties.len()];
        self.lexer.reset(start);
        if self.lexer.take_if(b'}') {
            return Ok(());
        }
        loop {
            let mark = self.key()?;
            let name = self.lexer.string()?;
            self.colon()?;
            let property = exact
                .property(of, &name)
                .and_then(|index| Some((index, of.properties.get(index)?)));
            match property.map(|found| (found, seen.get_mut(found.0))) {
                Some(((index, property), Some(seen))) => {
                    let read = if std::mem::replace(seen, true) {
                        Err(self.twice(mark, "property"))
                    } else {
                        self.property(entity, index, property)
                    };
                    read.map_err(|error| error.inside(property.name()))?;
                }
                _ => self.skip()?,
            }
            if self.ends()? {
                return Ok(());
            }
        }
    }
}
