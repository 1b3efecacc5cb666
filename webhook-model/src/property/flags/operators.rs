//! The operators of sets of flags: `|`, `&` and `-` with a flag or with flags, and iteration.

use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Sub, SubAssign};

use super::{FlagSet, Flags};
use crate::property::enumeration::NetServerEnum;

impl FlagSet {
    /// Adds the flags of another set.
    fn unite(&mut self, other: Self) {
        self.bits |= other.bits;
        for name in other.unknown {
            if !self.unknown.contains(&name) {
                self.unknown.push(name);
            }
        }
    }

    /// Keeps only the flags that another set has as well.
    fn intersect(&mut self, other: &Self) {
        self.bits &= other.bits;
        self.unknown.retain(|name| other.unknown.contains(name));
    }

    /// Removes the flags of another set.
    fn subtract(&mut self, other: &Self) {
        self.bits &= !other.bits;
        self.unknown.retain(|name| !other.unknown.contains(name));
    }
}

impl<E> BitOrAssign for Flags<E> {
    fn bitor_assign(&mut self, other: Self) {
        self.set.unite(other.set);
    }
}

impl<E> BitAndAssign for Flags<E> {
    fn bitand_assign(&mut self, other: Self) {
        self.set.intersect(&other.set);
    }
}

impl<E> SubAssign for Flags<E> {
    fn sub_assign(&mut self, other: Self) {
        self.set.subtract(&other.set);
    }
}

/// An operator of two sets, and of a set and a flag.
macro_rules! operator {
    ($operator:ident, $function:ident, $assign:ident, $function_assign:ident) => {
        impl<E> $operator for Flags<E> {
            type Output = Self;

            fn $function(mut self, other: Self) -> Self {
                self.$function_assign(other);
                self
            }
        }

        impl<E: NetServerEnum> $operator<E> for Flags<E> {
            type Output = Self;

            fn $function(self, flag: E) -> Self {
                self.$function(Self::from(flag))
            }
        }

        impl<E: NetServerEnum> $assign<E> for Flags<E> {
            fn $function_assign(&mut self, flag: E) {
                self.$function_assign(Self::from(flag));
            }
        }

        impl<E> $operator for &Flags<E> {
            type Output = Flags<E>;

            fn $function(self, other: Self) -> Flags<E> {
                self.clone().$function(other.clone())
            }
        }
    };
}
operator!(BitOr, bitor, BitOrAssign, bitor_assign);
operator!(BitAnd, bitand, BitAndAssign, bitand_assign);
operator!(Sub, sub, SubAssign, sub_assign);

impl<E: NetServerEnum> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, flags: I) {
        for flag in flags {
            *self |= flag;
        }
    }
}

/// The flags of a set, as in [`Flags::iter`].
///
/// ```
/// use webhook_model::ETableRight::{self, Select, Update};
///
/// let mut names = Vec::new();
/// for flag in Select | Update {
///     names.push(flag.to_string());
/// }
/// assert_eq!(names, ["Select", "Update"]);
/// ```
#[derive(Debug, Clone)]
pub struct IntoIter<E>(std::vec::IntoIter<E>);

impl<E> Iterator for IntoIter<E> {
    type Item = E;

    fn next(&mut self) -> Option<E> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<E> ExactSizeIterator for IntoIter<E> {}

impl<E: NetServerEnum> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = IntoIter<E>;

    fn into_iter(self) -> IntoIter<E> {
        (&self).into_iter()
    }
}

impl<E: NetServerEnum> IntoIterator for &Flags<E> {
    type Item = E;
    type IntoIter = IntoIter<E>;

    fn into_iter(self) -> IntoIter<E> {
        let flags: Vec<E> = self.iter().collect();
        IntoIter(flags.into_iter())
    }
}
