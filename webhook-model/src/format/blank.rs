//! The default value of a type, lent to what knows no types.

use crate::error::Error;
use crate::property::{PropertyType, Type, Value};

/// What takes a default value.
type Taker<'t> = dyn FnMut(Value<'_>) -> Result<(), Error> + 't;

type Lend = fn(&mut Taker<'_>) -> Result<(), Error>;

/// A type and the way to its default value.
#[derive(Clone, Copy)]
pub(super) struct Blank {
    pub(super) ty: Type,
    /// None of an entity, which says itself how one is made: so no function is compiled for it.
    lend: Option<Lend>,
}

impl Blank {
    pub(super) const fn of<T: PropertyType>() -> Self {
        const {
            Self {
                ty: T::TYPE,
                lend: match T::TYPE {
                    Type::Entity(_) => None,
                    _ => Some(lend::<T>),
                },
            }
        }
    }

    /// Lends the default value.
    pub(super) fn lend(self, take: &mut Taker<'_>) -> Result<(), Error> {
        match (self.lend, self.ty) {
            (Some(lend), _) => lend(take),
            (None, Type::Entity(of)) => take(Value::Entity(&*(of().new)())),
            (None, _) => take(Value::Null),
        }
    }
}

fn lend<T: PropertyType>(take: &mut Taker<'_>) -> Result<(), Error> {
    take(T::blank().value())
}
