//! Tuple structs of one property type, which are that type on the wire.

use std::hash::Hash;

use crate::error::Error;
use crate::property::{Dates, DictionaryKey, Key, KeyType, Property};

/// A tuple struct of one property type. Implemented by `#[derive(NetServerEntity)]` alone.
pub trait Newtype: Sized + 'static {
    /// The property type.
    type Inner;
    /// Creates the newtype.
    fn wrap(inner: Self::Inner) -> Self;
    /// The inner value.
    fn inner(&self) -> &Self::Inner;
}

// The message of `DictionaryKey` says what a newtype needs to be a key.
#[diagnostic::do_not_recommend]
impl<T: Newtype<Inner: DictionaryKey> + Ord + Hash> DictionaryKey for T {
    const KEY: KeyType = T::Inner::KEY;

    fn as_key(&self) -> Key<'_> {
        self.inner().as_key()
    }

    fn read(text: &str) -> Result<Self, Error> {
        T::Inner::read(text).map(Self::wrap)
    }
}

/// The dates that a property can hold.
#[must_use]
pub const fn dates_of(property: Property) -> Dates {
    property.dates
}
