//! Flags: any number of an enum's names at once.

use std::fmt;
use std::marker::PhantomData;

use super::enumeration::{Enumeration, NetServerEnum};
use super::{PropertyType, Slot, Type, Value};

/// The bits of a set of flags, and the names in it that the enum does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FlagSet {
    pub(crate) bits: i32,
    pub(crate) unknown: Vec<Box<str>>,
}

/// A set of flags of the enum `E`, such as `Flags<ETableRight>`.
///
/// Bits and names that a newer server sends and `E` does not have are kept.
///
/// ```
/// use webhook_model::{ETableRight, Flags};
///
/// let mut mask = Flags::from(ETableRight::Select);
/// mask.insert(ETableRight::Update);
/// assert!(mask.contains(ETableRight::Update));
/// assert_eq!(mask.bits(), 3);
/// assert_eq!(mask.to_string(), "UR");
/// ```
pub struct Flags<E> {
    set: FlagSet,
    of: PhantomData<fn() -> E>,
}

// A flag is a name that callers write, not a value that they lend.
#[allow(clippy::needless_pass_by_value)]
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

    /// Whether no bit is set and no unknown name kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.bits == 0 && self.set.unknown.is_empty()
    }

    /// Whether all bits of a flag are set.
    #[must_use]
    pub fn contains(&self, flag: E) -> bool {
        let bits = bits_of(&flag);
        self.set.bits & bits == bits
    }

    /// Sets all bits of a flag.
    pub fn insert(&mut self, flag: E) {
        self.set.bits |= bits_of(&flag);
    }

    /// Clears all bits of a flag.
    pub fn remove(&mut self, flag: E) {
        self.set.bits &= !bits_of(&flag);
    }

    /// Names that a newer server sent and the enum does not have.
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

// Written out, since a derive would ask the same of `E`.
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

impl<E: NetServerEnum> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.set
            .write_names(E::ENUMERATION, ", ", true, &mut |text| f.write_str(text))
    }
}

impl<E: NetServerEnum> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flags({self})")
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

impl FlagSet {
    /// Writes the names as .NET does: one name where the whole value has one, else the largest
    /// parts, in rising order; `composites` as JSON writes them, single bits only as XML does.
    ///
    /// Bits without a name make the value a number, which .NET reads back.
    pub(crate) fn write_names<E>(
        &self,
        of: &Enumeration,
        separator: &str,
        composites: bool,
        write: &mut dyn FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        // Each part takes at least one bit.
        let mut parts = [""; 32];
        let (count, rest) = self.known_parts(of, composites, &mut parts);
        let nothing = self.bits == 0 && count == 0 && self.unknown.is_empty();
        let mut empty = true;
        if rest != 0 || (nothing && composites) {
            write(itoa::Buffer::new().format(self.bits))?;
            empty = false;
        } else {
            // The largest was found first.
            for part in parts.iter().take(count).rev() {
                if !empty {
                    write(separator)?;
                }
                write(part)?;
                empty = false;
            }
        }
        for name in &self.unknown {
            if !empty {
                write(separator)?;
            }
            write(name)?;
            empty = false;
        }
        Ok(())
    }

    /// A name that the enum does not have in the Soap contract, or the bits that none of its names
    /// with a single bit has.
    pub(crate) fn unnamed(&self, of: &Enumeration) -> Option<String> {
        if let Some(name) = self.unknown.first() {
            return Some(name.to_string());
        }
        let mut newer = of.variants.iter().filter(|variant| variant.web_api_only);
        let newer =
            newer.find(|variant| is_single(variant.number) && self.bits & variant.number != 0);
        if let Some(variant) = newer {
            return Some(variant.name.to_owned());
        }
        let (_, rest) = self.known_parts(of, false, &mut [""; 32]);
        (rest != 0).then(|| rest.to_string())
    }

    /// Collects the names that make up the bits, the largest first, as .NET does; comes back with
    /// their count and the bits that no name covers.
    fn known_parts(
        &self,
        of: &Enumeration,
        composites: bool,
        parts: &mut [&str; 32],
    ) -> (usize, i32) {
        if self.bits == 0 && !self.unknown.is_empty() {
            return (0, 0);
        }
        let allowed = |number: i32| composites || is_single(number);
        let whole = of
            .variants
            .iter()
            .find(|variant| variant.number == self.bits);
        if let Some(variant) = whole.filter(|variant| allowed(variant.number)) {
            parts[0] = variant.name;
            return (1, 0);
        }
        let mut rest = self.bits;
        for (count, part) in parts.iter_mut().enumerate() {
            let fits = of.variants.iter().filter(|variant| {
                variant.number != 0
                    && rest & variant.number == variant.number
                    && allowed(variant.number)
            });
            // Of equal numbers the first, which `max_by_key` finds from the end.
            let Some(largest) = fits
                .rev()
                .max_by_key(|variant| variant.number.cast_unsigned())
            else {
                return (count, rest);
            };
            rest &= !largest.number;
            *part = largest.name;
        }
        (parts.len(), rest)
    }

    /// Adds a name, a number, or an unknown name.
    pub(crate) fn add(&mut self, of: &Enumeration, part: &str) -> bool {
        let part = part.trim();
        if let Some(index) = of.position(part) {
            self.bits |= of.variants.get(index).map_or(0, |variant| variant.number);
            return true;
        }
        if let Ok(number) = part.parse::<i32>() {
            self.bits |= number;
            return true;
        }
        false
    }
}

const fn is_single(number: i32) -> bool {
    number.count_ones() == 1
}
