//! The default value of a type, for code that is not generic.

use crate::error::Error;
use crate::property::Entity;
use crate::property::{PropertyType, Type, Value};

/// Receives a default value.
type Taker<'t> = dyn FnMut(Value<'_>) -> Result<(), Error> + 't;

/// A type, and how to get its default value.
#[derive(Clone, Copy)]
pub(super) enum DefaultValue {
    /// An entity's description can create its default, so no function is compiled for it.
    Entity(fn() -> &'static Entity),
    /// Any other type.
    Other(Type, fn(&mut Taker<'_>) -> Result<(), Error>),
}

impl DefaultValue {
    pub(super) const fn of<T: PropertyType>() -> Self {
        const {
            match T::TYPE {
                Type::Entity(of) => Self::Entity(of),
                ty => Self::Other(ty, pass_blank::<T>),
            }
        }
    }

    /// The type.
    pub(super) const fn ty(self) -> Type {
        match self {
            Self::Entity(of) => Type::Entity(of),
            Self::Other(ty, _) => ty,
        }
    }

    /// Calls `take` with the default value.
    pub(super) fn pass_to(self, take: &mut Taker<'_>) -> Result<(), Error> {
        match self {
            Self::Entity(of) => take(Value::Entity(&*(of().new)())),
            Self::Other(_, pass_blank) => pass_blank(take),
        }
    }
}

fn pass_blank<T: PropertyType>(take: &mut Taker<'_>) -> Result<(), Error> {
    take(T::blank().value())
}
