//! Flags: any number of an enum's names at once.

mod operators;
mod text;

use std::marker::PhantomData;

use super::enumeration::NetServerEnum;
use super::{PropertyType, Slot, Type, Value};

pub use self::operators::IntoIter;

/// The bits of a set of flags, and its unknown names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FlagSet {
    pub(crate) bits: i32,
    pub(crate) unknown: Vec<Box<str>>,
}

/// A set of flags of the enum `E`, such as `Flags<ETableRight>`.
///
/// Unknown bits and names from a newer server are kept.
///
/// ```
/// use webhook_model::{ETableRight, Flags};
///
/// let mut mask = ETableRight::Select | ETableRight::Update;
/// assert!(mask.contains(ETableRight::Update));
/// assert_eq!(mask.bits(), 3);
/// assert_eq!(mask.to_string(), "UR");
/// assert_eq!("ur".parse(), Ok(mask.clone()));
///
/// mask |= ETableRight::Delete;
/// mask -= ETableRight::Update;
/// let names: Vec<String> = mask.iter().map(|flag| flag.to_string()).collect();
/// assert_eq!(names, ["Select", "Delete"]);
/// assert_eq!(mask.iter().collect::<Flags<_>>(), mask);
/// ```
pub struct Flags<E> {
    set: FlagSet,
    of: PhantomData<fn() -> E>,
}

impl<E: NetServerEnum> Flags<E> {
    /// No flag.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            set: FlagSet {
                bits: 0,
                unknown: Vec::new(),
            },
            of: PhantomData,
        }
    }

    /// The flags with these bits, known or not.
    #[must_use]
    pub const fn from_bits_retain(bits: i32) -> Self {
        Self {
            set: FlagSet {
                bits,
                unknown: Vec::new(),
            },
            of: PhantomData,
        }
    }

    /// All bits.
    #[must_use]
    pub const fn bits(&self) -> i32 {
        self.set.bits
    }

    /// Whether neither a bit is set nor an unknown name kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.bits == 0 && self.set.unknown.is_empty()
    }

    /// Whether all of `flags` are set.
    ///
    /// ```
    /// use webhook_model::ETableRight::{Delete, Select, Update};
    ///
    /// let mask = Select | Update;
    /// assert!(mask.contains(Update) && mask.contains(Select | Update));
    /// assert!(!mask.contains(Update | Delete));
    /// ```
    #[must_use]
    pub fn contains(&self, flags: impl Into<Self>) -> bool {
        let FlagSet { bits, unknown } = flags.into().set;
        self.set.bits & bits == bits && unknown.iter().all(|name| self.set.unknown.contains(name))
    }

    /// Sets all of `flags`.
    pub fn insert(&mut self, flags: impl Into<Self>) {
        *self |= flags.into();
    }

    /// Clears all of `flags`.
    pub fn remove(&mut self, flags: impl Into<Self>) {
        *self -= flags.into();
    }

    /// The flags that are set and have a name of their own, in the order of the enum: no combinations,
    /// no bits without a name, and none of the [`unknown_names`](Self::unknown_names).
    pub fn iter(&self) -> impl Iterator<Item = E> + use<E> {
        let bits = self.set.bits;
        E::all().filter(move |flag| {
            let number = bits_of(flag);
            is_single(number) && bits & number != 0
        })
    }

    /// Names from a newer server that the enum does not have.
    pub fn unknown_names(&self) -> impl Iterator<Item = &str> {
        self.set.unknown.iter().map(AsRef::as_ref)
    }
}

fn bits_of<E: NetServerEnum>(flag: &E) -> i32 {
    flag.number().unwrap_or_default()
}

impl<E: NetServerEnum> From<E> for Flags<E> {
    fn from(flag: E) -> Self {
        Self::from_bits_retain(bits_of(&flag))
    }
}

impl<E: NetServerEnum, const N: usize> From<[E; N]> for Flags<E> {
    fn from(flags: [E; N]) -> Self {
        flags.into_iter().collect()
    }
}

impl<E: NetServerEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(flags: I) -> Self {
        Self::from_bits_retain(
            flags
                .into_iter()
                .fold(0, |bits, flag| bits | bits_of(&flag)),
        )
    }
}

// Not derived, since a derive would add bounds on `E`.
impl<E> Clone for Flags<E> {
    fn clone(&self) -> Self {
        Self {
            set: self.set.clone(),
            of: PhantomData,
        }
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self {
            set: FlagSet::default(),
            of: PhantomData,
        }
    }
}

impl<E> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.set == other.set
    }
}

impl<E> Eq for Flags<E> {}

impl<E> std::hash::Hash for Flags<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.set.hash(state);
    }
}

impl<E: NetServerEnum> PropertyType for Flags<E> {
    const TYPE: Type = Type::Flags(E::ENUMERATION);

    fn blank() -> Self {
        Self::empty()
    }

    fn value(&self) -> Value<'_> {
        Value::Flags(&self.set, E::ENUMERATION)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Flags(&mut self.set, E::ENUMERATION)
    }
}

const fn is_single(number: i32) -> bool {
    number.count_ones() == 1
}
