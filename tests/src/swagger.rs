//! Differences between the definitions of two Swagger 2.0 documents: ours and the vendor's.

use crate::ordered::Ordered;

/// Members that do not affect the type: facts that only our documents contain, and documentation.
const FREE: [&str; 6] = [
    "description",
    "example",
    "maximum",
    "maxLength",
    "minimum",
    "pattern",
];

/// The members of a schema that are compared individually.
const COMPARED: [&str; 7] = [
    "$ref",
    "type",
    "format",
    "enum",
    "items",
    "additionalProperties",
    "properties",
];

/// The differences between some definitions, one line each; empty if they are equal.
///
/// Each text is a document with `definitions`, or only the definitions. A published definition is
/// found by the last segment of its name (`SuperOffice.CRM.Services.Webhook`), and that of a
/// request also by its operation (`TestWebhook` or `Webhook_TestWebhookRequest`, published as
/// `..WebhookCarriers.TestWebhookRequest`). Properties are compared in order, with type, format,
/// items, enum values and references. There is one known gap: the vendor publishes flags as a plain
/// string or an enum, and ours are described as a list of names.
///
/// ```
/// use netserver_tests::swagger::differences;
/// use webhook_model::schema::{self, Dialect};
/// use webhook_model::{FieldRight, NetServerEntity};
///
/// let ours = schema::definitions(&[FieldRight::ENTITY], Dialect::Swagger2).to_string();
/// let theirs = r##"{"definitions": {"A.B.FieldRight": {"type": "object", "properties": {
///     "Reason": {"type": "string"}, "Mask": {"type": "string"}}}}}"##;
/// assert_eq!(
///     differences(&ours, theirs, &["FieldRight"]),
///     ["FieldRight: the order is Mask, Reason instead of Reason, Mask"]
/// );
/// ```
///
/// # Panics
/// If a text is not JSON.
#[must_use]
pub fn differences(generated: &str, published: &str, names: &[&str]) -> Vec<String> {
    let parsed = |text| serde_json::from_str::<Ordered>(text).expect("a JSON document");
    let (generated, published) = (parsed(generated), parsed(published));
    let (generated, published) = (definitions(&generated), definitions(&published));
    let mut found = Vec::new();
    for name in names {
        let ours = generated.get(name);
        let theirs = find(published, name);
        match (ours.is_null(), theirs) {
            (true, _) => found.push(format!("{name}: not generated")),
            (_, None) => found.push(format!("{name}: not published")),
            (false, Some(theirs)) => schema(name, ours, theirs, &mut found),
        }
    }
    found
}

/// The names of the definitions in a published document, without namespaces.
///
/// ```
/// let document = r#"{"definitions": {"A.B.Contact": {}, "A.B.Person": {}}}"#;
/// assert_eq!(netserver_tests::swagger::names(document), ["Contact", "Person"]);
/// ```
///
/// # Panics
/// If the text is not JSON.
#[must_use]
pub fn names(published: &str) -> Vec<String> {
    let published = serde_json::from_str::<Ordered>(published).expect("a JSON document");
    definitions(&published)
        .members()
        .iter()
        .map(|(name, _)| last(name).to_owned())
        .collect()
}

fn definitions(document: &Ordered) -> &Ordered {
    match document.get("definitions") {
        inner if inner.is_null() => document,
        inner => inner,
    }
}

fn last(name: &str) -> &str {
    name.rsplit(['.', '/']).next().unwrap_or(name)
}

fn find<'d>(published: &'d Ordered, name: &str) -> Option<&'d Ordered> {
    let all = || published.members().iter();
    let (agent, request) = name.split_once('_').unwrap_or(("", name));
    let request = request.strip_suffix("Request").unwrap_or(request);
    let request = format!(".{agent}Carriers.{request}Request");
    // Without an agent, only the end of the name must match.
    let request = request
        .strip_prefix(".Carriers")
        .map_or(request.as_str(), |_| &request[1..]);
    all()
        .find(|(full, _)| last(full) == name)
        .or_else(|| all().find(|(full, _)| full.ends_with(request)))
        .map(|(_, schema)| schema)
}

fn schema(place: &str, ours: &Ordered, theirs: &Ordered, found: &mut Vec<String>) {
    for (member, _) in ours.members().iter().chain(theirs.members()) {
        let known = COMPARED.contains(&member.as_str()) || FREE.contains(&member.as_str());
        if !known && ours.get(member) != theirs.get(member) {
            found.push(difference(place, member, ours, theirs));
        }
    }
    for member in ["type", "format"] {
        if ours.get(member) != theirs.get(member) {
            found.push(difference(place, member, ours, theirs));
        }
    }
    if last(ours.get("$ref").text()) != last(theirs.get("$ref").text()) {
        found.push(difference(place, "$ref", ours, theirs));
    }
    names_of_enum(place, ours, theirs, found);
    for (member, step) in [("items", "[]"), ("additionalProperties", "{}")] {
        match (ours.get(member), theirs.get(member)) {
            (ours, theirs) if ours.is_null() && theirs.is_null() => {}
            (ours, theirs) => schema(&format!("{place}{step}"), ours, theirs, found),
        }
    }
    properties(
        place,
        ours.get("properties"),
        theirs.get("properties"),
        found,
    );
}

fn difference(place: &str, member: &str, ours: &Ordered, theirs: &Ordered) -> String {
    let (ours, theirs) = (ours.get(member), theirs.get(member));
    format!("{place}: {member} is {ours} instead of {theirs}")
}

fn names_of_enum(place: &str, ours: &Ordered, theirs: &Ordered, found: &mut Vec<String>) {
    let (names, pattern) = (theirs.get("enum"), ours.get("pattern").text());
    if ours.get("enum").is_null() && !pattern.is_empty() {
        // Flags: every published name must be one of the flags.
        for name in names.items().iter().map(Ordered::text) {
            if !pattern.split(['|', '(', ')']).any(|part| part == name) {
                found.push(format!("{place}: {name} is not a flag"));
            }
        }
    } else if ours.get("enum") != names {
        found.push(difference(place, "enum", ours, theirs));
    }
}

fn properties(place: &str, ours: &Ordered, theirs: &Ordered, found: &mut Vec<String>) {
    let names = |of: &Ordered, other: &Ordered| -> Vec<String> {
        let shared = of.members().iter().map(|(name, _)| name.clone());
        shared.filter(|name| !other.get(name).is_null()).collect()
    };
    for (name, _) in ours.members() {
        if theirs.get(name).is_null() {
            found.push(format!("{place}: {name} is not published"));
        }
    }
    for (name, theirs) in theirs.members() {
        match ours.get(name) {
            missing if missing.is_null() => found.push(format!("{place}: {name} is missing")),
            ours => schema(&format!("{place}.{name}"), ours, theirs, found),
        }
    }
    let (ours, theirs) = (names(ours, theirs), names(theirs, ours));
    if ours != theirs {
        let (ours, theirs) = (ours.join(", "), theirs.join(", "));
        found.push(format!("{place}: the order is {ours} instead of {theirs}"));
    }
}
