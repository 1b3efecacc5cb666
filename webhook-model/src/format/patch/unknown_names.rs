//! Names in the values of a patch that a type does not know.

use serde_json::Value as Json;

use crate::error::{Error, ErrorKind};
use crate::format::tree::walk::walk;
use crate::property::Type;
use crate::property::enumeration::{Enumeration, no_such_name, no_such_number};
use crate::property::family::no_member;
use crate::property::flags::FlagSet;

/// Whether a patch may set values that a type does not know but can keep: enum names and numbers,
/// flags, and members of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnknownNames {
    /// As in a whole body.
    Keep,
    /// A typo in a patch must not be stored.
    Refuse,
}

impl UnknownNames {
    /// Checks a value of a patch.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownVariant`] for an unknown name, unless such names may be kept.
    pub(crate) fn check(self, ty: Type, value: &mut Json) -> Result<(), Error> {
        match self {
            Self::Keep => Ok(()),
            Self::Refuse => walk(ty, value, &mut |ty, value| {
                let error = match (ty.required(), &*value) {
                    (Type::Enum(of), Json::String(name)) => unknown_name(of, name),
                    (Type::Flags(of), Json::String(names)) => names
                        .split(',')
                        .filter(|name| !name.trim_ascii().is_empty())
                        .find(|name| !FlagSet::default().add(of, name))
                        .map(|name| no_such_name(name.trim_ascii(), of)),
                    (Type::Enum(of), Json::Number(number)) => number
                        .as_i64()
                        .and_then(|number| unknown_number(of, number)),
                    (Type::Family(of), Json::Object(_)) if of().entity_of(value).is_none() => {
                        return Err(no_member(of()));
                    }
                    // Untyped JSON has no names.
                    (ty, _) => return Ok(!matches!(ty, Type::Any)),
                };
                error.map_or(Ok(false), |message| {
                    Err(Error::new(ErrorKind::UnknownVariant, message))
                })
            }),
        }
    }
}

fn unknown_name(of: &Enumeration, name: &str) -> Option<String> {
    let name = name.trim_ascii();
    match (of.position(name), name.parse()) {
        (Some(_), _) => None,
        (None, Ok(number)) => unknown_number(of, number),
        (None, Err(_)) => Some(no_such_name(name, of)),
    }
}

/// A number beyond int32 is refused by the slot.
fn unknown_number(of: &Enumeration, number: i64) -> Option<String> {
    let number = i32::try_from(number).ok()?;
    let known = of.position_of_number(number).is_some();
    (!known).then(|| no_such_number(number, of))
}
