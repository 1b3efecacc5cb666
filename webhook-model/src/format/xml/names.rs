//! Element names that follow from types: .NET's names for items, arrays and dictionary entries.

use std::borrow::Cow;

use super::Contract;
use crate::property::family::Family;
use crate::property::{Entity, KeyType, Type, Value};

/// The namespace of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// .NET's namespace for arrays of simple types.
    Arrays,
    /// The contract's namespace.
    Contract,
}

/// The name of an entity in a contract.
pub(crate) fn of_entity(entity: &Entity, contract: Contract) -> &'static str {
    match contract {
        Contract::WebApi => entity.name,
        Contract::Soap => entity.name_in_soap(),
    }
}

fn of_family(family: &Family, contract: Contract) -> &'static str {
    match contract {
        Contract::WebApi => family.name,
        Contract::Soap => family.name_in_soap(),
    }
}

/// The element name of a list's item, or of a whole document.
pub(crate) fn item(ty: Type, contract: Contract) -> (Space, Cow<'static, str>) {
    let simple = |name: &'static str| (Space::Arrays, Cow::Borrowed(name));
    match ty.required() {
        Type::Bool => simple("boolean"),
        Type::Int16 => simple("short"),
        Type::Int32 => simple("int"),
        Type::UInt32 => simple("unsignedInt"),
        Type::Int64 => simple("long"),
        Type::Double => simple("double"),
        Type::Decimal => simple("decimal"),
        Type::Text => simple("string"),
        Type::Bytes => simple("base64Binary"),
        Type::DateTime => simple("dateTime"),
        Type::Duration => simple("duration"),
        Type::Enum(of) | Type::Flags(of) => (Space::Contract, of.name.into()),
        Type::Entity(of) => (Space::Contract, of_entity(of(), contract).into()),
        Type::Family(of) => (Space::Contract, of_family(of(), contract).into()),
        Type::List(of) => {
            let (space, name) = item(*of, contract);
            (space, format!("ArrayOf{name}").into())
        }
        Type::Dictionary(key, of) => {
            let entry = entry(key, *of, contract);
            let name = entry.strip_suffix("KeyValuePair").unwrap_or(&entry);
            (Space::Contract, format!("{name}Dictionary").into())
        }
        Type::Any | Type::Nullable(_) => simple("anyType"),
    }
}

/// Whether a name is that of a list's item, or of a whole document, in either contract.
pub(crate) fn is_item(ty: Type, name: &str) -> bool {
    let mut contracts = [Contract::WebApi, Contract::Soap].into_iter();
    contracts.any(|contract| item(ty, contract).1 == name)
}

/// The namespace of a value's content, if it differs from the namespace around it: that of an entity,
/// of the items of a list, or of a member of a family.
#[inline]
pub(crate) fn namespace_of(ty: Type, value: Value<'_>) -> Option<&'static str> {
    match value {
        Value::Entity(entity) => entity.entity().namespace(),
        Value::List(_) | Value::Unknown(_) => namespace_of_type(ty),
        _ => None,
    }
}

/// The same for a type.
pub(crate) fn namespace_of_type(ty: Type) -> Option<&'static str> {
    match ty.required() {
        Type::Entity(of) => of().namespace(),
        Type::Family(of) => of().base()?.namespace(),
        Type::List(of) => namespace_of_type(*of),
        _ => None,
    }
}

/// A name with the prefix of .NET's namespace for arrays.
pub(crate) fn prefixed(name: &str) -> Cow<'static, str> {
    // The usual item types; another name costs an allocation.
    match name {
        "string" => "a:string".into(),
        "int" => "a:int".into(),
        "long" => "a:long".into(),
        "dateTime" => "a:dateTime".into(),
        "anyType" => "a:anyType".into(),
        name => format!("a:{name}").into(),
    }
}

/// The element name of a dictionary's entry, if the property does not set one.
///
/// The vendor's names: `StringKeyValuePair`, `StringObjectKeyValuePair`, `IntStringKeyValuePair`;
/// an entity's dictionary is named after the entity.
pub(crate) fn entry(key: KeyType, value: Type, contract: Contract) -> Cow<'static, str> {
    let key = match key {
        KeyType::Text => "String",
        KeyType::Int32 => "Int",
        KeyType::DateTime => "DateTime",
    };
    match value.required() {
        Type::Entity(of) => format!("{}KeyValuePair", of_entity(of(), contract)).into(),
        Type::Family(of) => format!("{}KeyValuePair", of_family(of(), contract)).into(),
        Type::Text if key == "String" => "StringKeyValuePair".into(),
        Type::Text => format!("{key}StringKeyValuePair").into(),
        Type::Any if key == "String" => "StringObjectKeyValuePair".into(),
        Type::Any => format!("{key}ObjectKeyValuePair").into(),
        Type::Bool => format!("{key}BoolKeyValuePair").into(),
        other => {
            let (_, name) = item(other, contract);
            let mut letters = name.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            let name: String = first.into_iter().chain(letters).collect();
            format!("{key}{name}KeyValuePair").into()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::property::PropertyType;

    #[test]
    fn names_are_dotnets() {
        assert_eq!(
            item(<Vec<Vec<String>>>::TYPE, Contract::WebApi).1,
            "ArrayOfArrayOfstring"
        );
        assert_eq!(
            item(Option::<i32>::TYPE, Contract::WebApi),
            (Space::Arrays, "int".into())
        );
        assert_eq!(
            item(crate::Associate::TYPE, Contract::WebApi),
            (Space::Contract, "Associate".into())
        );
    }

    #[test]
    fn entries_are_named_after_key_and_value() {
        assert_eq!(
            entry(KeyType::Text, String::TYPE, Contract::WebApi),
            "StringKeyValuePair"
        );
        assert_eq!(
            entry(KeyType::Text, serde_json::Value::TYPE, Contract::WebApi),
            "StringObjectKeyValuePair"
        );
        assert_eq!(
            entry(KeyType::Text, bool::TYPE, Contract::WebApi),
            "StringBoolKeyValuePair"
        );
        assert_eq!(
            entry(KeyType::Int32, String::TYPE, Contract::WebApi),
            "IntStringKeyValuePair"
        );
        assert_eq!(
            item(<BTreeMap<String, String>>::TYPE, Contract::WebApi).1,
            "StringDictionary"
        );
    }
}
