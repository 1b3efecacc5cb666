//! The errors of names and numbers of enums.

use std::fmt;

use super::{Enumeration, NetServerEnum, UnknownVariant};
use crate::error::{Error, ErrorKind};

/// The error of an enum's `FromStr`.
///
/// ```
/// let error = "Activ".parse::<webhook_model::WebhookState>().unwrap_err();
/// assert_eq!(error.to_string(), "`Activ` is not a variant of WebhookState; did you mean `Active`?");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseEnumError(String);

impl ParseEnumError {
    pub(crate) fn of(name: &str, enumeration: &Enumeration) -> Self {
        Self(no_such_name(name, enumeration))
    }
}

impl fmt::Display for ParseEnumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseEnumError {}

impl From<ParseEnumError> for Error {
    fn from(error: ParseEnumError) -> Self {
        Self::new(ErrorKind::UnknownVariant, error.0)
    }
}

/// The error of an enum's `TryFrom<i32>`: the enum does not have the number. For an enum with an
/// `other` variant also the error of `TryFrom<E> for i32`: an unknown name has no number.
///
/// ```
/// use webhook_model::{UnknownVariant, WebhookState};
///
/// let error = WebhookState::try_from(7).unwrap_err();
/// assert_eq!(error.to_string(), "7 is not a number of WebhookState");
///
/// let newer = WebhookState::Other(UnknownVariant::from_name("Paused"));
/// let error = i32::try_from(newer).unwrap_err();
/// assert_eq!(error.to_string(), "WebhookState does not have the name `Paused`, whose number is unknown");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumNumberError(String);

impl EnumNumberError {
    pub(crate) fn of_number(number: i32, enumeration: &Enumeration) -> Self {
        Self(no_such_number(number, enumeration))
    }

    pub(crate) fn of_variant<T: NetServerEnum>(variant: &T) -> Self {
        let name = variant.unknown().and_then(UnknownVariant::name);
        let name = crate::error::shorten(name.unwrap_or_default());
        let of = T::ENUMERATION.name;
        Self(format!(
            "{of} does not have the name `{name}`, whose number is unknown"
        ))
    }
}

impl fmt::Display for EnumNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EnumNumberError {}

impl From<EnumNumberError> for Error {
    fn from(error: EnumNumberError) -> Self {
        Self::new(ErrorKind::UnknownVariant, error.0)
    }
}

/// The message about an unknown name.
pub(crate) fn no_such_name(name: &str, enumeration: &Enumeration) -> String {
    let short = crate::error::shorten(name);
    let head = format!("`{short}` is not a variant of {}", enumeration.name);
    match enumeration.closest(name) {
        Some(closest) => format!("{head}; did you mean `{closest}`?"),
        None => format!(
            "{head}; it has {}",
            crate::suggest::listed(enumeration.variants.iter().map(|variant| variant.name))
        ),
    }
}

/// The message about an unknown number.
pub(crate) fn no_such_number(number: i32, enumeration: &Enumeration) -> String {
    format!("{number} is not a number of {}", enumeration.name)
}
