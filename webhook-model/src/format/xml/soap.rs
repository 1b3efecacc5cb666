//! Values that the contract of the SOAP services cannot express: its schemas have closed lists of
//! names.

use super::Contract;
use super::unknown::object;
use super::write::Writer;
use crate::error::{Error, ErrorKind, step_of};
use crate::format::tree::from_tree;
use crate::property::family::UnknownEntity;
use crate::property::{DynEntity, Property};
use crate::property::{Slot, Type, Value};

/// Refuses an enum's name or number, or bits of flags, that the schema does not have.
fn check(ty: Type, value: Value<'_>) -> Result<(), Error> {
    match (ty.required(), value) {
        (Type::Enum(of), Value::Name(name)) => {
            let mut known = of.variants.iter().filter(|variant| !variant.web_api_only);
            if known.any(|variant| variant.name == name) {
                return Ok(());
            }
            Err(unnamed(&crate::error::shorten(name), of.name))
        }
        (Type::Enum(of), Value::Number(number)) => Err(unnamed(&number.to_string(), of.name)),
        (Type::Flags(_), Value::Flags(set, of)) => match set.unnamed(of) {
            None => Ok(()),
            Some(part) => Err(unnamed(&crate::error::shorten(&part), of.name)),
        },
        _ => Ok(()),
    }
}

#[cold]
fn unnamed(value: &str, of: &str) -> Error {
    Error::new(
        ErrorKind::Unrepresentable,
        format!(
            "`{value}` is not a name of {of}, and the Soap contract has no others: use the WebApi contract"
        ),
    )
}

impl Writer<'_, '_> {
    /// Refuses a value whose name is not in the contract.
    #[inline]
    pub(super) fn check_name(&self, ty: &Type, value: &Value<'_>) -> Result<(), Error> {
        // Copied only if necessary: a copy waits for the bytes that have just been written.
        let has_name = || matches!(value, Value::Name(_) | Value::Number(_) | Value::Flags(..));
        if self.contract == Contract::Soap && has_name() {
            check(*ty, *value)
        } else {
            Ok(())
        }
    }

    /// Writes an unknown member of a family as the family's base, if it has only the properties of the
    /// base, including the tag: the base's default tag may be that of a known member.
    pub(super) fn unknown_as_base(
        &mut self,
        ty: Type,
        unknown: &UnknownEntity,
    ) -> Result<(), Error> {
        let base = match ty.required() {
            Type::Family(of) => {
                let of = of();
                let tagged = unknown.members.iter().any(|(name, _)| name == of.tag);
                of.base().filter(|_| tagged && unknown.type_name.is_none())
            }
            _ => None,
        };
        let Some(base) = base else {
            let message = "the Soap contract does not have this type: use the WebApi contract";
            return Err(Error::new(ErrorKind::Unrepresentable, message));
        };
        let stranger = unknown.members.iter().find(|(name, _)| {
            let position = base.position(name);
            let property = position.and_then(|position| base.properties.get(position));
            property.map(Property::name) != Some(name)
        });
        if let Some((name, _)) = stranger {
            let message = "the Soap contract does not have this property: use the WebApi contract";
            return Err(Error::new(ErrorKind::Unrepresentable, message).inside(&step_of(name)));
        }
        let members = object(unknown.members.clone());
        let mut entity: Box<dyn DynEntity> = (base.new)();
        from_tree(Slot::Entity(entity.as_mut()), &members).map_err(|error| {
            Error::new(ErrorKind::Unrepresentable, error.message())
                .with_pointer(error.pointer().to_owned())
        })?;
        self.members(entity.as_ref())
    }
}
