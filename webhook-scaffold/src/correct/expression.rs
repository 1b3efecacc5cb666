//! Type expressions in the table: `int16`, `array<entity:Contact>`, `dict<int32,string>`.

use crate::facts::{Api, Key, Type};

/// Parses a type expression.
pub(super) fn parse(api: &Api, text: &str) -> Result<Type, String> {
    let text = text.trim();
    let inside = |prefix: &str| {
        text.strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix('>'))
    };
    if let Some(of) = text.strip_suffix('?') {
        return Ok(Type::Nullable(Box::new(parse(api, of)?)));
    }
    if let Some(of) = inside("array<") {
        return Ok(Type::List(Box::new(parse(api, of)?)));
    }
    if let Some(of) = inside("dict<") {
        let (key, of) = of
            .split_once(',')
            .ok_or("a dictionary is `dict<key,value>`")?;
        let key = match key.trim() {
            "string" => Key::Text,
            "int32" => Key::Int32,
            "date-time" => Key::DateTime,
            other => {
                return Err(format!(
                    "unknown type of keys `{other}`: expected `string`, `int32` or `date-time`"
                ));
            }
        };
        return Ok(Type::Dictionary(key, Box::new(parse(api, of)?)));
    }
    if let Some(name) = text.strip_prefix("enum:") {
        return Ok(Type::Enum(name.to_owned()));
    }
    if let Some(name) = text.strip_prefix("entity:") {
        let found = api.definitions.keys().find(|full| super::means(name, full));
        return found
            .map(|full| Type::Named(full.clone()))
            .ok_or_else(|| format!("unknown definition `{name}`"));
    }
    Ok(match text {
        "bool" => Type::Bool,
        "int16" => Type::Int16,
        "int32" => Type::Int32,
        "uint32" => Type::UInt32,
        "int64" => Type::Int64,
        "double" => Type::Double,
        "decimal" => Type::Decimal,
        "string" => Type::Text,
        "secret" => Type::Secret,
        "byte[]" => Type::Bytes,
        "binary" => Type::Binary,
        "date-time" => Type::DateTime,
        "duration" => Type::Duration,
        "object" => Type::Any,
        other => return Err(format!("unknown type `{other}`")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_parsed_and_errors_are_named() {
        let api = Api::default();
        assert_eq!(parse(&api, "int16"), Ok(Type::Int16));
        assert_eq!(
            parse(&api, "dict<date-time, array<string>>"),
            Ok(Type::Dictionary(
                Key::DateTime,
                Box::new(Type::List(Box::new(Type::Text)))
            ))
        );
        assert_eq!(
            parse(&api, "array<string?>"),
            Ok(Type::List(Box::new(Type::Nullable(Box::new(Type::Text)))))
        );
        assert_eq!(parse(&api, "int17"), Err("unknown type `int17`".to_owned()));
        assert_eq!(
            parse(&api, "entity:Nothing"),
            Err("unknown definition `Nothing`".to_owned())
        );
    }
}
