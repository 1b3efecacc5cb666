//! The values that an encoder takes: property types, slices, iterators, and entities of unknown type.

use std::marker::PhantomData;

use super::Encoder;
use super::default_value::DefaultValue;
use crate::error::Error;
use crate::property::{BLOCK, Block, DynEntity, List, PropertyType, Value};

/// A value that an [`Encoder`] encodes: any property type, a slice of one, and an entity of unknown
/// type.
///
/// ```
/// use webhook_model::property::DynEntity;
/// use webhook_model::{Encoder, MediaType, NetServerEntity, TableRight, Webhook};
///
/// let json = Encoder::new(MediaType::ApplicationJson);
/// let numbers = [1, 2, 3];
/// assert_eq!(json.encode_to_string(&numbers[1..])?, "[2,3]");
///
/// let entities: [Box<dyn DynEntity>; 2] =
///     [Box::new(Webhook::create_default()), Box::new(TableRight::default())];
/// for entity in &entities {
///     assert!(json.encode_to_string(entity)?.starts_with('{'));
/// }
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded",
    label = "not a NetServer type",
    note = "an encoder takes entities, every property type, slices `&[T]` of them, and `dyn DynEntity`",
    note = "for text write a `String`, and for an iterator `encode_iter`"
)]
pub trait Encodable {
    /// Encodes the value into a new buffer.
    #[doc(hidden)]
    fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error>;

    /// Appends the encoded value to a buffer.
    #[doc(hidden)]
    fn append_by(&self, encoder: &Encoder<'_>, out: &mut Vec<u8>) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType> Encodable for T {
    #[inline]
    fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        encoder.encoded(DefaultValue::of::<T>(), self.value())
    }

    #[inline]
    fn append_by(&self, encoder: &Encoder<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        encoder.append(DefaultValue::of::<T>(), self.value(), out)
    }
}

/// A list, as a `Vec` is.
impl<T: PropertyType> Encodable for [T] {
    fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        encoder.encoded(DefaultValue::of::<Vec<T>>(), Value::List(&self))
    }

    fn append_by(&self, encoder: &Encoder<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        encoder.append(DefaultValue::of::<Vec<T>>(), Value::List(&self), out)
    }
}

/// A list, as a `Vec` is.
impl<T: PropertyType, const N: usize> Encodable for [T; N] {
    fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        self.as_slice().encoded_by(encoder)
    }

    fn append_by(&self, encoder: &Encoder<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        self.as_slice().append_by(encoder, out)
    }
}

impl Encodable for dyn DynEntity {
    fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        let of = DefaultValue::Entity(self.entity().this);
        encoder.encoded(of, Value::Entity(self))
    }

    fn append_by(&self, encoder: &Encoder<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let of = DefaultValue::Entity(self.entity().this);
        encoder.append(of, Value::Entity(self), out)
    }
}

impl Encodable for Box<dyn DynEntity> {
    fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        self.as_ref().encoded_by(encoder)
    }

    fn append_by(&self, encoder: &Encoder<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        self.as_ref().append_by(encoder, out)
    }
}

impl<T: PropertyType> List for &[T] {
    fn count(&self) -> usize {
        self.len()
    }

    fn read<'a>(&'a self, block: usize, out: &mut Block<'a>) {
        let items = self.iter().skip(block.saturating_mul(BLOCK));
        for (place, item) in out.iter_mut().zip(items) {
            *place = item.value();
        }
    }
}

/// An item of an iterator that [`Encoder::encode_iter`] encodes: a property type, [`Owned`], or a
/// reference to one, [`Borrowed`]. The compiler infers which.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded as an item of a list",
    label = "not a NetServer type",
    note = "the items are entities or other property types, or references to them"
)]
pub trait ListItem<Kind> {
    /// The property type.
    #[doc(hidden)]
    type Property: PropertyType;

    /// The item as a property type.
    #[doc(hidden)]
    fn property(&self) -> &Self::Property;
}

/// Marks an item that is a property type.
#[derive(Debug)]
pub enum Owned {}

/// Marks an item that is a reference to a property type.
#[derive(Debug)]
pub enum Borrowed {}

impl<T: PropertyType> ListItem<Owned> for T {
    type Property = T;

    fn property(&self) -> &T {
        self
    }
}

impl<T: PropertyType> ListItem<Borrowed> for &T {
    type Property = T;

    fn property(&self) -> &T {
        self
    }
}

/// The items of an iterator.
pub(super) struct Items<I, Kind>(Vec<I>, PhantomData<Kind>);

impl<I: ListItem<Kind>, Kind> Items<I, Kind> {
    pub(super) fn of(items: impl IntoIterator<Item = I>) -> Self {
        Self(items.into_iter().collect(), PhantomData)
    }

    pub(super) fn encoded_by(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        encoder.encoded(DefaultValue::of::<Vec<I::Property>>(), Value::List(self))
    }
}

impl<I: ListItem<Kind>, Kind> List for Items<I, Kind> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn read<'a>(&'a self, block: usize, out: &mut Block<'a>) {
        let items = self.0.iter().skip(block.saturating_mul(BLOCK));
        for (place, item) in out.iter_mut().zip(items) {
            *place = item.property().value();
        }
    }
}
