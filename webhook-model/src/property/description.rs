//! The description of one property.

use super::date_class::DateClass;
use super::number_range::{Bound, NumberRange};
use super::text_format::TextFormat;
use super::{Dates, PropertyType, Type};
use crate::member::Member;

/// One property as data.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // Each is a key of the declaration.
pub struct Property {
    /// The name.
    pub(crate) null: Member<'static>,
    /// The type on the wire.
    pub ty: Type,
    /// The content never shows in text.
    pub secret: bool,
    /// The entity's primary key.
    pub primary_key: bool,
    /// How a date moves between time zones.
    pub date: DateClass,
    /// The maximum length of a text in UTF-16 code units.
    pub max_length: Option<u32>,
    /// The range of a number.
    pub range: Option<NumberRange>,
    /// Whether a value is required; null, an empty value and white space do not count as one.
    pub required: bool,
    /// The name of a dictionary's entries in XML, if it does not follow from the types.
    pub entry: Option<&'static str>,
    /// Null is read as the default, although the type has no null.
    pub null_as_default: bool,
    /// The contract of the SOAP services does not have the property: it is from newer servers.
    pub web_api_only: bool,
    /// The format of a text, such as an e-mail address.
    pub format: Option<TextFormat>,
    /// The text is translated to the language of the request.
    pub translate: bool,
    /// The property is deprecated.
    pub deprecated: bool,
    /// Which dates the type can hold.
    pub(crate) dates: Dates,
}

impl Property {
    /// A property of a Rust type; `null` is the JSON member as `,"Name":null`.
    #[doc(hidden)]
    #[must_use]
    pub const fn new<T: PropertyType>(null: &'static str) -> Self {
        Self {
            null: Member::new(null),
            ty: T::TYPE,
            secret: T::SECRET,
            primary_key: false,
            date: DateClass::Plain,
            max_length: None,
            range: None,
            required: false,
            entry: None,
            null_as_default: false,
            web_api_only: false,
            format: None,
            translate: false,
            deprecated: false,
            dates: T::DATES,
        }
    }

    /// The name on the wire.
    #[inline]
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.null.name()
    }

    /// The name as bytes, without a search for the boundaries of characters.
    #[inline]
    pub(crate) fn letters(&self) -> &'static [u8] {
        self.null.letters()
    }

    /// The JSON key as the writer emits it, `,"Name":`.
    #[inline]
    pub(crate) fn key(&self) -> &'static [u8] {
        self.null.key()
    }

    /// The property itself. If this is called on each of several equal wrong types, the compiler reports each of
    /// them and not only the first.
    #[doc(hidden)]
    #[must_use]
    pub const fn each(self) -> Self {
        self
    }

    /// Marks the primary key.
    #[doc(hidden)]
    #[must_use]
    pub const fn primary_key(mut self) -> Self {
        self.primary_key = true;
        self
    }

    /// Sets the date class.
    #[doc(hidden)]
    #[must_use]
    pub const fn date(mut self, class: DateClass) -> Self {
        self.date = class;
        self
    }

    /// Marks a secret, in addition to its type.
    #[doc(hidden)]
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Sets the maximum length.
    #[doc(hidden)]
    #[must_use]
    pub const fn max_length(mut self, characters: u32) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Sets the minimum.
    #[doc(hidden)]
    #[must_use]
    pub const fn least(self, number: i64) -> Self {
        self.ranged(Some(Bound::Whole(number)), None)
    }

    /// Sets the maximum.
    #[doc(hidden)]
    #[must_use]
    pub const fn most(self, number: i64) -> Self {
        self.ranged(None, Some(Bound::Whole(number)))
    }

    /// Sets the minimum to a number with a fraction.
    #[doc(hidden)]
    #[must_use]
    pub const fn least_fraction(self, number: f64) -> Self {
        self.ranged(Some(Bound::Fraction(number)), None)
    }

    /// Sets the maximum to a number with a fraction.
    #[doc(hidden)]
    #[must_use]
    pub const fn most_fraction(self, number: f64) -> Self {
        self.ranged(None, Some(Bound::Fraction(number)))
    }

    /// Sets one end of the range and keeps the other.
    const fn ranged(mut self, least: Option<Bound>, most: Option<Bound>) -> Self {
        let mut range = match self.range {
            Some(range) => range,
            None => NumberRange {
                least: None,
                most: None,
            },
        };
        if least.is_some() {
            range.least = least;
        }
        if most.is_some() {
            range.most = most;
        }
        self.range = Some(range);
        self
    }

    /// Requires a value that is not null, empty or white space.
    #[doc(hidden)]
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Reads null as the default.
    #[doc(hidden)]
    #[must_use]
    pub const fn null_as_default(mut self) -> Self {
        self.null_as_default = true;
        self
    }

    /// Sets the format of the text.
    #[doc(hidden)]
    #[must_use]
    pub const fn format(mut self, format: TextFormat) -> Self {
        self.format = Some(format);
        self
    }

    /// Opts in to translation.
    #[doc(hidden)]
    #[must_use]
    pub const fn translate(mut self) -> Self {
        self.translate = true;
        self
    }

    /// Marks a deprecated property.
    #[doc(hidden)]
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// Excludes the property from the contract of the SOAP services.
    #[doc(hidden)]
    #[must_use]
    pub const fn web_api_only(mut self) -> Self {
        self.web_api_only = true;
        self
    }

    /// Sets the XML name of a dictionary's entries.
    #[doc(hidden)]
    #[must_use]
    pub const fn entry(mut self, name: &'static str) -> Self {
        self.entry = Some(name);
        self
    }
}
