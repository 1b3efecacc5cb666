//! Flags as text: names as in .NET.

use std::fmt;
use std::str::FromStr;

use super::{FlagSet, Flags, is_single};
use crate::property::enumeration::{Enumeration, NetServerEnum, ParseEnumError};

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

/// Names in any case and numbers, separated by commas.
///
/// # Errors
/// [`ParseEnumError`] for an unknown name; only decoding keeps unknown names.
impl<E: NetServerEnum> FromStr for Flags<E> {
    type Err = ParseEnumError;

    fn from_str(text: &str) -> Result<Self, ParseEnumError> {
        let mut flags = Self::empty();
        for part in text.split(',') {
            if !flags.set.add(E::ENUMERATION, part) && !part.trim_ascii().is_empty() {
                return Err(ParseEnumError::of(part.trim_ascii(), E::ENUMERATION));
            }
        }
        Ok(flags)
    }
}

impl FlagSet {
    /// Writes the names as .NET does: one name if the whole value has one, else the largest parts, in
    /// ascending order; with `composites` as in JSON, without them only single bits as in XML.
    ///
    /// If some bits have no name, the value is written as a number, which .NET accepts.
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

    /// A name that the enum does not have in the SOAP contract, or the bits that none of its names with
    /// a single bit has.
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

    /// Whether the enum has all names and bits.
    pub(crate) fn is_known(&self, of: &Enumeration) -> bool {
        let known = of
            .variants
            .iter()
            .fold(0, |bits, variant| bits | variant.number);
        self.unknown.is_empty() && self.bits & !known == 0
    }

    /// Collects the names for the bits, the largest first, as .NET does; returns their count and the
    /// bits without a name.
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
            // Of equal numbers the first one, which `max_by_key` finds from the end.
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
