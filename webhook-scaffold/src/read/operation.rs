//! Operations: POST under `/api/v1/Agents/{Agent}/{Operation}`.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Dialect, Document};
use super::json::{Json, token};
use super::schema::{self, Reached};
use crate::error::Error;
use crate::facts::{Agent, Note, Operation, Type};

/// Before the agent's name in a path.
const ROOT: &str = "/api/v1/Agents/";

/// Members of a path item that are not operations.
const NOT_METHODS: [&str; 5] = ["summary", "description", "parameters", "servers", "$ref"];

/// The agents of a document.
pub(super) fn agents(
    document: &Document<'_>,
    reached: &mut Reached,
) -> Result<BTreeMap<String, Agent>, Error> {
    let mut agents: BTreeMap<String, Agent> = BTreeMap::new();
    for (path, item) in document.json.get("paths").members() {
        let at = format!("/paths/{}", token(path));
        let base = document.json.get("basePath").text().unwrap_or_default();
        let whole = format!("{}{path}", base.trim_end_matches('/'));
        let (agent_name, name) = names(path).or_else(|| names(&whole)).ok_or_else(|| {
            document.error(&at, format!("`{path}` is not an agent's operation: expected `/api/v1/Agents/{{Agent}}/{{Operation}}`, letters and digits"))
        })?;
        for (method, operation) in item.members() {
            if NOT_METHODS.contains(&method.as_str()) || method.starts_with("x-") {
                continue;
            }
            let at = format!("{at}/{}", token(method));
            if method != "post" {
                return Err(document.error(
                    &at,
                    format!("expected `post`, but found `{method}`; operations of agents use POST"),
                ));
            }
            let shared = item.get("parameters");
            let agent = agents.entry(agent_name.to_owned()).or_default();
            agent.sources.insert(document.number);
            if let Some(operation) =
                self::operation(document, name, operation, shared, &at, reached)?
            {
                agent.operations.push(operation);
            }
        }
    }
    if let (1, Some(agent)) = (agents.len(), agents.values_mut().next()) {
        let description = document.json.get("info").get("description").text();
        description
            .unwrap_or_default()
            .clone_into(&mut agent.description);
    }
    Ok(agents)
}

/// The agent and the operation of a path.
fn names(path: &str) -> Option<(&str, &str)> {
    let head = path.get(..ROOT.len())?;
    if !head.eq_ignore_ascii_case(ROOT) {
        return None;
    }
    let (agent, operation) = path.get(ROOT.len()..)?.split_once('/')?;
    let operation = operation.strip_suffix('/').unwrap_or(operation);
    (is_segment(agent) && is_segment(operation)).then_some((agent, operation))
}

/// Whether the derive accepts a name: letters and digits, beginning with a letter.
pub(super) fn is_segment(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn operation(
    document: &Document<'_>,
    name: &str,
    json: &Json,
    shared: &Json,
    at: &str,
    reached: &mut Reached,
) -> Result<Option<Operation>, Error> {
    let mut operation = Operation {
        name: name.to_owned(),
        summary: json.get("summary").text().unwrap_or_default().to_owned(),
        description: json
            .get("description")
            .text()
            .unwrap_or_default()
            .to_owned(),
        query: Vec::new(),
        body: None,
        response: None,
        place: document.place(at),
    };
    for (index, parameter) in json
        .get("parameters")
        .items()
        .iter()
        .chain(shared.items())
        .enumerate()
    {
        let pointer = format!("{at}/parameters/{index}");
        let (parameter, pointer) = document.resolve(parameter, &pointer)?;
        if !parameters(document, &mut operation, parameter, &pointer, reached)? {
            let place = parameter.get("in").text().unwrap_or("nothing");
            document.note(Note::Skipped(format!(
                "operation {name}: a parameter in `{place}`; expected query, body or header"
            )));
            return Ok(None);
        }
    }
    if document.dialect == Dialect::OpenApi3 {
        let pointer = format!("{at}/requestBody");
        let (body, pointer) = document.resolve(json.get("requestBody"), &pointer)?;
        operation.body = content(document, body, &pointer, reached)?;
    }
    operation.response = response(document, json, at, reached)?;
    Ok(Some(operation))
}

/// Adds a parameter, if it can be expressed. Header fields are part of the context of every
/// request.
fn parameters(
    document: &Document<'_>,
    operation: &mut Operation,
    parameter: &Json,
    at: &str,
    reached: &mut Reached,
) -> Result<bool, Error> {
    let name = parameter.get("name").text().unwrap_or_default();
    match parameter.get("in").text() {
        Some("query") if name.starts_with('$') => {}
        Some("query") => {
            let declared = [parameter, parameter.get("schema")].map(|schema| schema.get("type"));
            let kind = declared.iter().find_map(|kind| kind.text());
            if let Some(kind) = kind.filter(|kind| *kind != "integer") {
                document.note(Note::Guessed(format!(
                    "{at}: the query parameter `{name}` is `{kind}`; a schema of the agent describes it as a number"
                )));
            }
            if !operation.query.iter().any(|known| known == name) {
                operation.query.push(name.to_owned());
            }
        }
        Some("body") => {
            let schema = parameter.get("schema");
            operation.body = Some(schema::schema(
                document,
                schema,
                &format!("{at}/schema"),
                reached,
            )?);
        }
        Some("header") => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// The type of the first successful response.
fn response(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    reached: &mut Reached,
) -> Result<Option<Type>, Error> {
    for (status, response) in json.get("responses").members() {
        if !status.starts_with('2') {
            continue;
        }
        let pointer = format!("{at}/responses/{status}");
        let (response, pointer) = document.resolve(response, &pointer)?;
        let ty = match document.dialect {
            Dialect::Swagger2 if response.get("schema").is_null() => None,
            Dialect::Swagger2 => Some(schema::schema(
                document,
                response.get("schema"),
                &format!("{pointer}/schema"),
                reached,
            )?),
            Dialect::OpenApi3 => content(document, response, &pointer, reached)?,
        };
        if ty.is_some() {
            return Ok(ty);
        }
    }
    Ok(None)
}

/// The type of a body in JSON, otherwise in the first media type.
fn content(
    document: &Document<'_>,
    body: &Json,
    at: &str,
    reached: &mut Reached,
) -> Result<Option<Type>, Error> {
    let types = body.get("content").members();
    let json = types
        .iter()
        .find(|(name, _)| name.starts_with("application/json"));
    let Some((name, media)) = json.or(types.first()) else {
        return Ok(None);
    };
    if name.starts_with("application/octet-stream") {
        return Ok(Some(Type::Binary));
    }
    let pointer = format!("{at}/content/{}/schema", token(name));
    Ok(Some(schema::schema(
        document,
        media.get("schema"),
        &pointer,
        reached,
    )?))
}

/// The definitions used only by failed responses, such as the body of an error.
pub(super) fn of_failures(document: &Document<'_>) -> BTreeSet<String> {
    let prefix = format!("#{}/", document.definitions());
    let (mut failures, mut others) = (BTreeSet::new(), BTreeSet::new());
    let shared = document.json.get("responses");
    for (_, item) in document.json.get("paths").members() {
        for (_, operation) in item.members() {
            for (status, response) in operation.get("responses").members() {
                let found = if status.starts_with('2') {
                    &mut others
                } else {
                    &mut failures
                };
                references(response, &prefix, found);
                let resolved = document.resolve(response, "").map(|(response, _)| response);
                references(resolved.unwrap_or(shared), &prefix, found);
            }
            references(operation.get("parameters"), &prefix, &mut others);
        }
    }
    let definitions = document.json.pointer(document.definitions());
    for (_, definition) in definitions.unwrap_or(&Json::Null).members() {
        references(definition, &prefix, &mut others);
    }
    failures.retain(|name| !others.contains(name));
    failures
}

fn references(json: &Json, prefix: &str, found: &mut BTreeSet<String>) {
    match json {
        Json::Object(members) => {
            for (name, member) in members {
                match member.text().and_then(|text| text.strip_prefix(prefix)) {
                    Some(target) if name == "$ref" => {
                        found.insert(target.replace("~1", "/").replace("~0", "~"));
                    }
                    _ => references(member, prefix, found),
                }
            }
        }
        Json::Array(items) => items
            .iter()
            .for_each(|item| references(item, prefix, found)),
        _ => {}
    }
}
