//! `allOf`, `anyOf` and `oneOf` of a property, which usually contain one type and null or
//! documentation.

use super::json::Json;
use super::scalar::{kind, text};
use crate::facts::Type;

/// The meaning of a combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Combination {
    /// It contains no types.
    Nothing,
    /// The type at this position.
    One(usize),
    /// Several types.
    Several,
}

/// The members of a schema that determine its type.
const DECISIVE: [&str; 9] = [
    "$ref",
    "type",
    "enum",
    "properties",
    "items",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
];

/// The meaning of a combination, ignoring null and documentation.
pub(super) fn of(combination: &Json) -> Combination {
    let parts: Vec<(usize, &Json)> = combination
        .items()
        .iter()
        .enumerate()
        .filter(|(_, part)| part.get("type").text() != Some("null"))
        .filter(|(_, part)| DECISIVE.iter().any(|name| !part.get(name).is_null()))
        .collect();
    let index = |part: Option<&(usize, &Json)>| part.map(|(index, _)| *index);
    match parts.as_slice() {
        [] => Combination::Nothing,
        [(only, _)] => Combination::One(*only),
        // From our own documents: a number or `NaN` and the infinities, or an enum and newer
        // values.
        parts => {
            let is_scalar =
                |part: &Json| matches!(kind(part), Some("string" | "integer" | "number"));
            let number = parts.iter().find(|(_, part)| kind(part) == Some("number"));
            let names = parts
                .iter()
                .find(|(_, part)| matches!(text(part), Type::Names(_)));
            let all = parts.iter().all(|(_, part)| is_scalar(part));
            let one = index(number.or(names)).filter(|_| all);
            one.map_or(Combination::Several, Combination::One)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_type_is_found_beside_null_documentation_and_newer_values() {
        for (json, expected) in [
            ("null", Combination::Nothing),
            (
                r#"[{"description": "x"}, {"type": "null"}]"#,
                Combination::Nothing,
            ),
            (
                r##"[{"$ref": "#/a"}, {"type": "null"}]"##,
                Combination::One(0),
            ),
            (
                r##"[{"description": "x"}, {"$ref": "#/a"}]"##,
                Combination::One(1),
            ),
            (
                r#"[{"type": "string"}, {"type": "string", "enum": ["A"]}]"#,
                Combination::One(1),
            ),
            (
                r#"[{"type": "number"}, {"enum": ["NaN"]}, {"type": "null"}]"#,
                Combination::One(0),
            ),
            (
                r##"[{"$ref": "#/a"}, {"$ref": "#/b"}]"##,
                Combination::Several,
            ),
            (
                r#"[{"type": "string"}, {"type": "integer"}]"#,
                Combination::Several,
            ),
            (
                r##"[{"$ref": "#/a"}, {"type": "string", "enum": ["A"]}]"##,
                Combination::Several,
            ),
        ] {
            let parsed = serde_json::from_str(json).unwrap();
            assert_eq!(of(&parsed), expected, "{json}");
        }
    }
}
