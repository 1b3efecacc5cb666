//! Text that is special in Markdown, rustdoc or Clippy.

use serde_json::{Map, Value, json};

use super::{Description, answer, object, reference};

/// Descriptions from `words.json`: each word alone, and combinations of three.
pub(crate) fn words() -> Description {
    let list: Vec<String> = serde_json::from_str(include_str!("../words.json")).expect("JSON");
    let mut words = Description::default();
    let between = [" ", "\n", "\r\n", "\n\n", "<br>", "<para />", "\t", "-"];
    let all: Vec<String> = (0..list.len() * 2)
        .map(|number| {
            let word = |offset: usize| list[(number * offset) % list.len()].as_str();
            let separator = between[number % between.len()];
            match number / list.len() {
                0 => word(1).to_owned(),
                _ => [word(1), word(7), word(31)].join(separator),
            }
        })
        .collect();
    for (index, some) in all.chunks(40).enumerate() {
        let name = format!("W.Entity{index}");
        let described = |text: &String| json!({"type": "string", "description": text});
        let properties = some.iter().enumerate();
        let properties: Map<String, Value> = properties
            .map(|(number, text)| (format!("P{number}"), described(text)))
            .collect();
        let mut entity = object(properties);
        entity["description"] = some[0].clone().into();
        words.define(&name, entity);
        let mut operation = answer(&reference(&name));
        operation["summary"] = some[some.len() / 2].clone().into();
        operation["description"] = some[some.len() - 1].clone().into();
        words.operation("Words", &format!("Fetch{index}"), operation);
    }
    words
}
