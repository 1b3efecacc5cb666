//! Enums: a name, or the number of one.

mod error;

use std::fmt;

pub use self::error::{EnumNumberError, ParseEnumError};
pub(crate) use self::error::{no_such_name, no_such_number};

/// The description of an enum: its names and numbers.
#[derive(Debug)]
#[non_exhaustive]
pub struct Enumeration {
    /// The name on the wire, such as `WebhookState`.
    pub name: &'static str,
    /// The variants, in declared order.
    pub variants: &'static [Variant],
    /// Whether any number of variants can be set at once.
    pub flags: bool,
    /// Whether unknown names and numbers are kept.
    pub open: bool,
}

/// The description of one variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Variant {
    /// The name on the wire.
    pub name: &'static str,
    /// The number.
    pub number: i32,
    /// The contract of the SOAP services does not have the variant: it is from newer servers.
    pub web_api_only: bool,
}

impl Variant {
    /// A variant.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, number: i32) -> Self {
        Self {
            name,
            number,
            web_api_only: false,
        }
    }

    /// Excludes the variant from the contract of the SOAP services.
    #[doc(hidden)]
    #[must_use]
    pub const fn web_api_only(mut self) -> Self {
        self.web_api_only = true;
        self
    }
}

impl Enumeration {
    /// An enum without unknown values, one of whose variants is set at a time.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, variants: &'static [Variant]) -> Self {
        Self {
            name,
            variants,
            flags: false,
            open: false,
        }
    }

    /// Any number of variants can be set at once.
    #[doc(hidden)]
    #[must_use]
    pub const fn flags(mut self) -> Self {
        self.flags = true;
        self
    }

    /// Keeps unknown names and numbers.
    #[doc(hidden)]
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// The position of a name in any case; an exact match takes precedence. White space around the name
    /// is ignored, as in .NET and XML Schema.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        let name = name.trim_ascii();
        self.variants
            .iter()
            .position(|variant| variant.name == name)
            .or_else(|| {
                self.variants
                    .iter()
                    .position(|variant| variant.name.eq_ignore_ascii_case(name))
            })
    }

    /// The position of the first variant with a number.
    #[must_use]
    pub fn position_of_number(&self, number: i32) -> Option<usize> {
        self.variants
            .iter()
            .position(|variant| variant.number == number)
    }

    /// The name most similar to the given one, for a message.
    pub(crate) fn closest(&self, name: &str) -> Option<&'static str> {
        crate::suggest::closest(name, self.variants.iter().map(|variant| variant.name))
    }
}

/// An enum that is a NetServer enum. Implemented by `#[derive(NetServerEnum)]` alone.
///
/// ```
/// use webhook_model::{NetServerEnum, WebhookState};
///
/// assert_eq!(WebhookState::TooManyErrors.name(), "TooManyErrors");
/// assert_eq!(WebhookState::from_number(2), Some(WebhookState::Stopped));
/// assert_eq!(WebhookState::ENUMERATION.variants.len(), 4);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a NetServer enum",
    label = "not a NetServer enum",
    note = "write an enum with `#[derive(NetServerEnum)]`, or add the derive to `{Self}` if it is one"
)]
pub trait NetServerEnum: Sized + 'static {
    /// The enum as data.
    const ENUMERATION: &'static Enumeration;

    /// Its name appears in the compiler's message about a missing item; it has no other use.
    #[doc(hidden)]
    fn only_the_derive_implements_this_trait();

    /// The variant at a position of the enumeration.
    fn at(index: usize) -> Option<Self>;

    /// The position in the enumeration; `None` for a kept unknown value.
    fn index(&self) -> Option<usize>;

    /// Stores an unknown value, if the enum has a variant for it.
    #[doc(hidden)]
    #[must_use]
    fn from_unknown(_: UnknownVariant) -> Option<Self> {
        None
    }

    /// The kept unknown value.
    #[doc(hidden)]
    fn unknown(&self) -> Option<&UnknownVariant> {
        None
    }

    /// The name on the wire; empty for an unknown number.
    fn name(&self) -> &str {
        name_of(Self::ENUMERATION, self.index(), self.unknown())
    }

    /// The number; `None` for an unknown name.
    fn number(&self) -> Option<i32> {
        match self
            .index()
            .and_then(|index| Self::ENUMERATION.variants.get(index))
        {
            Some(variant) => Some(variant.number),
            None => self.unknown().and_then(UnknownVariant::number),
        }
    }

    /// The variant with a name, in any case.
    #[must_use]
    fn from_name(name: &str) -> Option<Self> {
        Self::ENUMERATION.position(name).and_then(Self::at)
    }

    /// All variants, in declared order, without the variant for unknown values.
    ///
    /// ```
    /// use webhook_model::{NetServerEnum, WebhookState};
    ///
    /// let names: Vec<String> = WebhookState::all().map(|state| state.to_string()).collect();
    /// assert_eq!(names, ["Unknown", "Active", "Stopped", "TooManyErrors"]);
    /// ```
    #[must_use]
    fn all() -> impl Iterator<Item = Self> {
        // A name that has occurred before is an alias.
        let positions = 0..Self::ENUMERATION.variants.len();
        positions.filter_map(|position| {
            Self::at(position).filter(|variant| variant.index() == Some(position))
        })
    }

    /// The variant with a number.
    #[must_use]
    fn from_number(number: i32) -> Option<Self> {
        Self::ENUMERATION
            .position_of_number(number)
            .and_then(Self::at)
    }
}

/// A name or number from a newer server that this enum does not have.
///
/// ```
/// use webhook_model::{MediaType, NetServerEnum, Webhook, WebhookState};
///
/// let hook = Webhook::decode(MediaType::ApplicationJson, br#"{"State": "Paused"}"#)?;
/// assert!(matches!(&hook.state, WebhookState::Other(unknown) if unknown.name() == Some("Paused")));
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownVariant(Unknown);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Unknown {
    Name(Box<str>),
    Number(i32),
}

impl UnknownVariant {
    /// An unknown name. White space around it is ignored, as in .NET and XML Schema.
    ///
    /// ```
    /// use webhook_model::UnknownVariant;
    ///
    /// assert_eq!(UnknownVariant::from_name(" Paused\n").name(), Some("Paused"));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self(Unknown::Name(name.trim_ascii().into()))
    }

    /// An unknown number.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(Unknown::Number(number))
    }

    /// The name, unless it is a number.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.0 {
            Unknown::Name(name) => Some(name),
            Unknown::Number(_) => None,
        }
    }

    /// The number, unless it is a name.
    #[must_use]
    pub const fn number(&self) -> Option<i32> {
        match self.0 {
            Unknown::Number(number) => Some(number),
            Unknown::Name(_) => None,
        }
    }
}

impl fmt::Display for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Unknown::Name(name) => f.pad(name),
            Unknown::Number(number) => fmt::Display::fmt(number, f),
        }
    }
}

/// The name of a variant. Not in the trait, where it would be compiled for each enum.
fn name_of<'v>(
    of: &'static Enumeration,
    index: Option<usize>,
    unknown: Option<&'v UnknownVariant>,
) -> &'v str {
    match index.and_then(|index| of.variants.get(index)) {
        Some(variant) => variant.name,
        None => unknown.and_then(UnknownVariant::name).unwrap_or_default(),
    }
}

fn keep<T: NetServerEnum>(place: &mut T, unknown: UnknownVariant) -> bool {
    let Some(kept) = T::from_unknown(unknown) else {
        return false;
    };
    *place = kept;
    true
}

impl<T: NetServerEnum> super::VariantSlot for T {
    fn enumeration(&self) -> &'static Enumeration {
        T::ENUMERATION
    }

    fn set(&mut self, index: usize) {
        if let Some(variant) = T::at(index) {
            *self = variant;
        }
    }

    fn set_unknown_name(&mut self, name: &str) -> bool {
        keep(self, UnknownVariant::from_name(name))
    }

    fn set_unknown_number(&mut self, number: i32) -> bool {
        keep(self, UnknownVariant::from_number(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EFieldRight;

    #[test]
    fn an_alias_is_not_a_variant() {
        assert_eq!(EFieldRight::all().count(), 12);
        assert_eq!(
            EFieldRight::from_name("nullable"),
            Some(EFieldRight::Unused4)
        );
        assert_eq!(EFieldRight::ENUMERATION.variants.len(), 13);
    }
}
