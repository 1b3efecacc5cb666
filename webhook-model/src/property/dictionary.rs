//! Dictionaries: `BTreeMap` and `HashMap` with string, int32 or date-time keys.
//!
//! The built-in entities use `BTreeMap`: its order is the same on every run, and hostile keys cannot
//! make it slow.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::date_time::DateTime;
use super::{
    Dictionary, DictionarySlot, EntrySink, Key, KeyType, PropertyType, Slot, Type, Value, Visitor,
};
use crate::error::{Error, ErrorKind};

/// A type that can be a dictionary's key: `String`, `i32`, [`DateTime`], and a newtype of one of
/// them.
///
/// ```
/// use webhook_model::property::{DictionaryKey, KeyType};
///
/// assert_eq!(<i32 as DictionaryKey>::KEY, KeyType::Int32);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a key that a NetServer dictionary can have",
    label = "not a dictionary key",
    note = "use String, i32 or webhook_model::DateTime",
    note = "a newtype of one of them is a key if it derives `NetServerEntity`, `PartialEq`, `Eq`, `PartialOrd`, `Ord` and `Hash`"
)]
pub trait DictionaryKey: Ord + Hash + Sized + 'static {
    /// The type of the key on the wire.
    const KEY: KeyType;
    /// Borrows the key for a writer.
    fn as_key(&self) -> Key<'_>;
    /// Parses a key. White space around a number or a date is ignored.
    ///
    /// # Errors
    /// Text that is not a valid key of this type.
    fn read(text: &str) -> Result<Self, Error>;
}

impl DictionaryKey for String {
    const KEY: KeyType = KeyType::Text;

    fn as_key(&self) -> Key<'_> {
        Key::Text(self)
    }

    fn read(text: &str) -> Result<Self, Error> {
        Ok(text.to_owned())
    }
}

impl DictionaryKey for i32 {
    const KEY: KeyType = KeyType::Int32;

    fn as_key(&self) -> Key<'_> {
        Key::Int(*self)
    }

    fn read(text: &str) -> Result<Self, Error> {
        text.trim_ascii()
            .parse()
            .map_err(|_| Error::new(ErrorKind::Type, "this dictionary's keys are int32 numbers"))
    }
}

impl DictionaryKey for DateTime {
    const KEY: KeyType = KeyType::DateTime;

    fn as_key(&self) -> Key<'_> {
        Key::DateTime(*self)
    }

    fn read(text: &str) -> Result<Self, Error> {
        Ok(Self::parse(text.trim_ascii())?)
    }
}

/// The same three impls for each kind of map.
macro_rules! dictionary {
    ($map:ty, $entry:path, <$($parameter:ident: [$($bound:tt)*]),*>) => {
        impl<T: PropertyType, $($parameter: $($bound)*),*> PropertyType for $map {
            const TYPE: Type = Type::Dictionary(K::KEY, &T::TYPE);
            const SECRET: bool = T::SECRET;

            fn blank() -> Self {
                Self::default()
            }

            fn value(&self) -> Value<'_> {
                Value::Dictionary(self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Dictionary(self)
            }
        }

        impl<T: PropertyType, $($parameter: $($bound)*),*> Dictionary for $map {
            fn count(&self) -> usize {
                self.len()
            }

            fn each<'a>(&'a self, sink: &mut EntrySink<'a, '_>) -> Result<(), Error> {
                self.iter().try_for_each(|(key, value)| sink(key.as_key(), value.value()))
            }
        }

        impl<T: PropertyType, $($parameter: $($bound)*),*> DictionarySlot for $map {
            fn clear(&mut self) {
                Self::clear(self);
            }

            fn insert(&mut self, key: &str) -> Result<Option<Slot<'_>>, Error> {
                use $entry as Entry;
                Ok(match self.entry(K::read(key)?) {
                    Entry::Vacant(vacant) => Some(vacant.insert(T::blank()).slot()),
                    Entry::Occupied(_) => None,
                })
            }

            fn visit(&mut self, visitor: &mut Visitor<'_>) {
                for value in self.values_mut() {
                    visitor(value.slot());
                }
            }
        }
    };
}

dictionary!(BTreeMap<K, T>, std::collections::btree_map::Entry, <K: [DictionaryKey]>);
dictionary!(
    HashMap<K, T, S>,
    std::collections::hash_map::Entry,
    <K: [DictionaryKey], S: [BuildHasher + Default + 'static]>
);
