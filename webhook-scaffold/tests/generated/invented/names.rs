//! Names that Rust, `webhook_model` or the generated code uses.

use serde_json::{Map, Value, json};

use super::{Description, answer, body, object, reference};

/// Names of Rust, `webhook_model` and the generated code.
const NAMES: &str = "\
    fn match crate self super async type yield gen Ok Err Some None Vec Box String \
    Option Result Flags Secret Carrier Debug Clone Default PartialEq Send Sync Drop Into \
    From ToString Eq Hash Copy Iterator Agent Agents Operation OperationInfo operations \
    serve std core serde_json tokio webhook_model BTreeMap NetServerEntity NetServerEnum \
    UnknownEntity UnknownVariant PropertyType Value Binary Item Entities Enums ext con \
    Get_Thing V2 bool I32 str";

/// Operations, agents, entities, properties and enum values with the names in [`NAMES`].
pub(crate) fn names() -> Description {
    let mut names = Description::default();
    let list: Vec<&str> = NAMES.split_whitespace().collect();
    let clashing = "Straße _ __ A.B A-B A_B AB aB2 a_b_2 A1B2 base";
    let properties: Map<String, Value> = list
        .iter()
        .copied()
        .chain(clashing.split(' '))
        .map(|name| (name.to_owned(), json!({"type": "string"})))
        .collect();
    names.define("N.Properties", object(properties));
    let values = json!({"type": "string", "enum": list});
    for name in list {
        let full = format!("N.Types.{name}");
        names.define(&full, object(json!({"Next": reference(&full)})));
        names.operation("Names", name, answer(&reference(&full)));
        names.operation(
            "OtherNames",
            name,
            body(&reference("N.Properties"), Some(&values)),
        );
        names.operation(name, "Fetch", answer(&reference(&full)));
    }
    names
}
