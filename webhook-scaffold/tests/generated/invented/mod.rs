//! Invented descriptions: every kind of schema, names that Rust uses, and text that is special in
//! Markdown, rustdoc or Clippy.

mod names;
mod shapes;
mod words;

use serde_json::{Map, Value, json};

pub(crate) use names::names;
pub(crate) use shapes::shapes;
pub(crate) use words::words;

/// One description.
#[derive(Default)]
pub(crate) struct Description {
    paths: Map<String, Value>,
    definitions: Map<String, Value>,
}

impl Description {
    fn operation(&mut self, agent: &str, name: &str, operation: Value) {
        let path = format!("/api/v1/Agents/{agent}/{name}");
        let mut item = json!({});
        item["post"] = operation;
        self.paths.insert(path, item);
    }

    fn define(&mut self, name: &str, definition: Value) {
        self.definitions.insert(name.to_owned(), definition);
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "swagger": "2.0",
            "info": {"title": "Invented", "description": "An invented API."},
            "paths": self.paths,
            "definitions": self.definitions,
        })
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{}", name.replace('/', "~1")) })
}

fn list(of: &Value) -> Value {
    json!({"type": "array", "items": of})
}

fn dictionary(of: &Value) -> Value {
    json!({"type": "object", "additionalProperties": of})
}

fn object(properties: impl Into<Value>) -> Value {
    let mut object = json!({"type": "object"});
    object["properties"] = properties.into();
    object
}

fn answer(schema: &Value) -> Value {
    json!({"responses": {"200": {"schema": schema}}})
}

fn body(schema: &Value, response: Option<&Value>) -> Value {
    let parameters = json!([{"name": "request", "in": "body", "schema": schema}]);
    let responses = match response {
        Some(response) => json!({"200": {"schema": response}}),
        None => json!({"204": {"description": "Done."}}),
    };
    json!({"parameters": parameters, "responses": responses})
}
