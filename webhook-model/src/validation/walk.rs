//! Visits a value and all nested values.

use std::ops::ControlFlow;

use super::path::Path;
use super::rules::{self, Broken};
use super::violation::{Violation, ViolationCode, Violations};
use crate::error::{Error, ErrorKind};
use crate::format::bounds::MAX_DEPTH;
use crate::property::{BLOCK, Dictionary, DynEntity, List, Property, Type, Value};

/// Whether to continue: the walk ends at the first violation that is not kept.
type Flow = ControlFlow<()>;

/// The violations found so far.
#[derive(Default)]
pub(super) struct Walk {
    found: Vec<Violation>,
    cut: bool,
}

impl Walk {
    /// Visits a whole value.
    pub(super) fn over(ty: Type, value: Value<'_>) -> Result<(), Violations> {
        let mut walk = Self::default();
        // `cut` tells whether it ended early.
        let _ = walk.value(None, ty, value, &Path::ROOT, MAX_DEPTH);
        let Self { found, cut } = walk;
        if found.is_empty() {
            return Ok(());
        }
        Err(Violations { found, cut })
    }

    fn report(&mut self, path: &Path<'_>, broken: Option<Broken>) -> Flow {
        let Some((code, message)) = broken else {
            return Flow::Continue(());
        };
        if self.found.len() == Violations::MAX {
            self.cut = true;
            return Flow::Break(());
        }
        let pointer = path.pointer();
        self.found.push(Violation {
            pointer,
            code,
            message,
        });
        Flow::Continue(())
    }

    fn entity(&mut self, entity: &dyn DynEntity, path: &Path<'_>, depth: usize) -> Flow {
        let mut block = [Value::Null; BLOCK];
        for (number, chunk) in entity.entity().properties.chunks(BLOCK).enumerate() {
            entity.read(number, &mut block);
            for (property, value) in chunk.iter().zip(block) {
                self.property(property, value, &path.name(property.name()), depth)?;
            }
        }
        Flow::Continue(())
    }

    fn property(
        &mut self,
        property: &Property,
        value: Value<'_>,
        path: &Path<'_>,
        depth: usize,
    ) -> Flow {
        if property.required
            && let Some(missing) = rules::missing(value)
        {
            // Further rules would add nothing.
            return self.report(path, Some(missing));
        }
        self.value(Some(property), property.ty, value, path, depth)
    }

    /// A value, with the property that contains it, directly or as an item.
    fn value(
        &mut self,
        property: Option<&Property>,
        ty: Type,
        value: Value<'_>,
        path: &Path<'_>,
        depth: usize,
    ) -> Flow {
        let of = ty.required();
        match value {
            Value::Text(text) => {
                let Some(property) = property else {
                    return Flow::Continue(());
                };
                self.report(path, rules::too_long(property, text))?;
                self.report(path, rules::not_formatted(property, text))
            }
            Value::Int(_) | Value::Double(_) | Value::Decimal(_) => {
                let broken = property.and_then(|property| rules::out_of_range(property, value));
                self.report(path, broken)
            }
            Value::Name(_) | Value::Number(_) | Value::Flags(..) => match of {
                Type::Enum(of) | Type::Flags(of) => {
                    self.report(path, rules::unknown_variant(of, value))
                }
                _ => Flow::Continue(()),
            },
            Value::Unknown(_) => {
                let message = "must be a known member of the family".to_owned();
                self.report(path, Some((ViolationCode::UnknownMember, message)))
            }
            Value::Entity(entity) => match depth.checked_sub(1) {
                Some(depth) => self.entity(entity, path, depth),
                None => self.too_deep(path),
            },
            Value::List(list) => match depth.checked_sub(1) {
                Some(depth) => self.list(property, of, list, path, depth),
                None => self.too_deep(path),
            },
            Value::Dictionary(dictionary) => match depth.checked_sub(1) {
                Some(depth) => self.dictionary(of, dictionary, path, depth),
                None => self.too_deep(path),
            },
            _ => Flow::Continue(()),
        }
    }

    fn list(
        &mut self,
        property: Option<&Property>,
        ty: Type,
        list: &dyn List,
        path: &Path<'_>,
        depth: usize,
    ) -> Flow {
        let Type::List(of) = ty else {
            return Flow::Continue(());
        };
        let count = list.count();
        let mut block = [Value::Null; BLOCK];
        for start in (0..count).step_by(BLOCK) {
            list.read(start / BLOCK, &mut block);
            for (offset, value) in block.iter().take(count - start).enumerate() {
                self.value(property, *of, *value, &path.index(start + offset), depth)?;
            }
        }
        Flow::Continue(())
    }

    fn dictionary(
        &mut self,
        ty: Type,
        dictionary: &dyn Dictionary,
        path: &Path<'_>,
        depth: usize,
    ) -> Flow {
        let Type::Dictionary(_, of) = ty else {
            return Flow::Continue(());
        };
        // A dictionary's iteration ends early by an error.
        let walked = dictionary.each(&mut |key, value| match self.value(
            None,
            *of,
            value,
            &path.key(key),
            depth,
        ) {
            Flow::Continue(()) => Ok(()),
            Flow::Break(()) => Err(Error::new(ErrorKind::Limit, "")),
        });
        match walked {
            Ok(()) => Flow::Continue(()),
            Err(_) => Flow::Break(()),
        }
    }

    fn too_deep(&mut self, path: &Path<'_>) -> Flow {
        let message = format!("must not be nested deeper than {MAX_DEPTH} levels");
        self.report(path, Some((ViolationCode::Depth, message)))
    }
}
