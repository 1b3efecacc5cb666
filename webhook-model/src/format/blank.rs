//! The default value of a type, lent to what knows no types.

use crate::error::Error;
use crate::property::{PropertyType, Value};

/// What takes a default value.
type Taker<'t> = dyn FnMut(Value<'_>) -> Result<(), Error> + 't;

/// Lends a type's default value: [`with_blank`] of the type.
pub(super) type WithBlank = fn(&mut Taker<'_>) -> Result<(), Error>;

pub(super) fn with_blank<T: PropertyType>(take: &mut Taker<'_>) -> Result<(), Error> {
    take(T::blank().value())
}
