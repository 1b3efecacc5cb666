//! A whole description of an API.

use std::collections::HashMap;

use super::call::{Call, OperationInfo};
use super::definitions::{Builder, Defined};
use super::dialect::Dialect;
use super::node::Object;
use super::{headers, operations, responses, security, text};
use crate::entity::Entity;
use crate::format::MediaType;

/// The title, version and server of an API.
///
/// ```
/// use webhook_model::schema::DocumentInfo;
///
/// let info = DocumentInfo {
///     title: "Webhook agent",
///     version: "1.0",
///     server: Some("https://crm.example.com/Cust1"),
/// };
/// assert_eq!(info.version, "1.0");
/// ```
// Exhaustive: programs write it as a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DocumentInfo<'a> {
    /// The display name.
    pub title: &'a str,
    /// The version of the API, not of the dialect.
    pub version: &'a str,
    /// The address that the paths are appended to, such as `https://crm.example.com/Cust1`; none
    /// means the server that answers the document.
    pub server: Option<&'a str>,
}

/// A whole description of the agents of some entities, as indented JSON.
///
/// It has a path with POST for each operation of the entities, and schemas for the entities and all
/// types that they refer to. Entities without an agent, such as subtypes, add only their schemas.
///
/// ```
/// use webhook_model::schema::{self, Dialect, DocumentInfo};
/// use webhook_model::{NetServerEntity, Webhook};
///
/// let info = DocumentInfo { title: "Webhook agent", version: "1.0", server: None };
/// let document = schema::document(&[Webhook::ENTITY], Dialect::Swagger2, &info);
/// let document: serde_json::Value = serde_json::from_str(&document)?;
/// assert_eq!(document["swagger"], "2.0");
/// let save = &document["paths"]["/api/v1/Agents/Webhook/SaveWebhook"]["post"];
/// assert_eq!(save["operationId"], "v1WebhookAgent_SaveWebhook");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn document(entities: &[&'static Entity], dialect: Dialect, info: &DocumentInfo<'_>) -> String {
    document_with(entities, &[], dialect, info)
}

/// As [`document`], with additional operations: those declared on their request bodies.
///
/// ```
/// use webhook_model::schema::{self, Dialect, DocumentInfo, OperationInfo};
/// use webhook_model::{NetServerEntity, Webhook};
///
/// /// Asks for webhooks.
/// #[derive(NetServerEntity)]
/// #[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Vec<Webhook>)]
/// struct GetAllWebhooks {
///     name_filter: Option<String>,
/// }
///
/// let info = DocumentInfo { title: "Webhook agent", version: "1.0", server: None };
/// let operations = [OperationInfo::of::<GetAllWebhooks>()];
/// let document = schema::document_with(&[Webhook::ENTITY], &operations, Dialect::OpenApi31, &info);
/// assert!(document.contains("/api/v1/Agents/Webhook/GetAllWebhooks"));
/// ```
#[must_use]
pub fn document_with(
    entities: &[&'static Entity],
    operations: &[OperationInfo],
    dialect: Dialect,
    info: &DocumentInfo<'_>,
) -> String {
    let mut builder = Builder::new(dialect);
    for entity in entities {
        builder.reference(&Defined::Entity(entity));
    }
    let paths = paths(entities, operations, &mut builder);
    let responses = responses::errors(&mut builder);
    let about = Object::new()
        .with("title", info.title.to_owned())
        .with("version", info.version.to_owned());
    let document = match dialect {
        Dialect::Swagger2 => swagger(about, info.server, paths, responses, builder),
        Dialect::OpenApi31 => openapi(about, info.server, paths, responses, builder),
    };
    text(&document, true)
}

fn swagger(
    info: Object,
    server: Option<&str>,
    paths: Object,
    responses: Object,
    builder: Builder,
) -> Object {
    let mut document = Object::new().with("swagger", "2.0").with("info", info);
    if let Some(server) = server {
        add_server(&mut document, server);
    }
    document
        .with("consumes", media_types())
        .with("produces", media_types())
        .with("paths", paths)
        .with("definitions", builder.finish())
        .with("parameters", headers::all(Dialect::Swagger2))
        .with("responses", responses)
        .with("securityDefinitions", security::schemes(Dialect::Swagger2))
        .with("security", security::alternatives())
}

fn openapi(
    info: Object,
    server: Option<&str>,
    paths: Object,
    responses: Object,
    builder: Builder,
) -> Object {
    let mut document = Object::new().with("openapi", "3.1.0").with("info", info);
    if let Some(server) = server {
        let server = Object::new().with("url", server.to_owned());
        document.add("servers", vec![server]);
    }
    let components = Object::new()
        .with("schemas", builder.finish())
        .with("responses", responses)
        .with("parameters", headers::all(Dialect::OpenApi31))
        .with("securitySchemes", security::schemes(Dialect::OpenApi31));
    document
        .with("paths", paths)
        .with("components", components)
        .with("security", security::alternatives())
}

/// The names of the six media types.
pub(super) fn media_types() -> Vec<&'static str> {
    MediaType::ALL.iter().map(|known| known.as_str()).collect()
}

/// Swagger 2.0 has a server's address in three parts.
fn add_server(document: &mut Object, server: &str) {
    let (scheme, rest) = match server.split_once("://") {
        Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
        None => (None, server),
    };
    let (host, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    if !host.is_empty() {
        document.add("host", host.to_owned());
    }
    let path = path.trim_end_matches('/');
    if !path.is_empty() {
        document.add("basePath", path.to_owned());
    }
    if let Some(scheme) = scheme.filter(|scheme| scheme == "http" || scheme == "https") {
        document.add("schemes", vec![scheme]);
    }
}

fn paths(entities: &[&'static Entity], infos: &[OperationInfo], builder: &mut Builder) -> Object {
    let mut calls = Vec::new();
    for entity in entities {
        for endpoint in entity.endpoints {
            calls.push(Call::of_endpoint(entity, endpoint, builder));
        }
    }
    for info in infos {
        calls.push(Call::of_info(info, builder));
    }
    // Several methods may share a path, and an entity may be given twice.
    let mut paths: Vec<(&str, Object)> = Vec::new();
    let mut places = HashMap::new();
    for call in calls {
        let (path, method) = (call.path, call.method.to_ascii_lowercase());
        let place = *places.entry(path).or_insert(paths.len());
        if place == paths.len() {
            paths.push((path, Object::new()));
        }
        if let Some((_, methods)) = paths.get_mut(place)
            && methods.member(&method).is_none()
        {
            methods.add(method, operations::operation(call, builder));
        }
    }
    let mut object = Object::new();
    for (path, methods) in paths {
        // OpenAPI has the types of arguments elsewhere.
        object.add(path.replace(":int}", "}"), methods);
    }
    object
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{Associate, NetServerEntity, Webhook};

    fn parsed(dialect: Dialect, server: Option<&str>) -> Value {
        let info = DocumentInfo {
            title: "Hooks",
            version: "2",
            server,
        };
        let entities = [Webhook::ENTITY, Associate::ENTITY, Webhook::ENTITY];
        serde_json::from_str(&document(&entities, dialect, &info)).unwrap()
    }

    #[test]
    fn every_operation_has_a_path_once() {
        for dialect in [Dialect::Swagger2, Dialect::OpenApi31] {
            let document = parsed(dialect, None);
            let paths = document["paths"].as_object().unwrap();
            assert_eq!(paths.len(), 4);
            assert!(paths.values().all(|path| path["post"].is_object()));
            assert_eq!(document["info"], json!({"title": "Hooks", "version": "2"}));
        }
    }

    #[test]
    fn a_server_is_taken_apart_for_swagger() {
        let server = Some("HTTPS://crm.example.com:8443/Cust1/");
        let swagger = parsed(Dialect::Swagger2, server);
        assert_eq!(swagger["host"], "crm.example.com:8443");
        assert_eq!(swagger["basePath"], "/Cust1");
        assert_eq!(swagger["schemes"], json!(["https"]));
        assert_eq!(
            parsed(Dialect::OpenApi31, server)["servers"][0]["url"],
            "HTTPS://crm.example.com:8443/Cust1/"
        );
        let plain = parsed(Dialect::Swagger2, Some("localhost"));
        assert_eq!(plain["host"], "localhost");
        assert_eq!(plain.get("basePath"), None);
        assert_eq!(plain.get("schemes"), None);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
            match value {
                Value::Array(items) => items.iter().for_each(|item| references(item, found)),
                Value::Object(members) => {
                    for (name, member) in members {
                        match member.as_str() {
                            Some(target) if name == "$ref" => found.push(target),
                            _ => references(member, found),
                        }
                    }
                }
                _ => {}
            }
        }
        for dialect in [Dialect::Swagger2, Dialect::OpenApi31] {
            let document = parsed(dialect, None);
            let mut found = Vec::new();
            references(&document, &mut found);
            assert!(found.len() > 20);
            for target in found {
                let pointer = target.strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{target}");
            }
        }
    }
}
