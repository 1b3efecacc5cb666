//! Tests the generated crate. `generated_crate.rs` builds this program and writes `table.rs`. The
//! argument is a file for the OpenAPI document of the crate.

mod table;

use std::collections::BTreeMap;

use netserver_tests::agents::compare::compare;
use netserver_tests::agents::exact::parse;
use netserver_tests::agents::registry::{
    self, ENTITIES, ENUMS, declared_on_requests, expression, requests, without_request,
};
use netserver_tests::agents::round_trip::through_every_format;
use netserver_tests::agents::samples::{Sample, json_samples, xml_samples};
use netserver_tests::agents::xml_tree;
use netserver_tests::data::{files, shared};
use netserver_tests::report::Report;
use netserver_tests::swagger::{differences, names};
use serde_json::{Value, json};
use webhook_agent::testing::Client;
use webhook_agent::{Agent, auth::Anyone};
use webhook_model::entities::Webhook12;
use webhook_model::entity::Entity;
use webhook_model::property::Type;
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document_with};
use webhook_model::{Contract, Decoder, Encoder, MediaType, NetServerEntity};

fn main() {
    // For the generator, which must accept our own schema.
    if let Some(path) = std::env::args_os().nth(1) {
        std::fs::write(path, document(Dialect::OpenApi31)).expect("a file");
    }
    swagger();
    json_bodies();
    xml_bodies();
    filled();
    descriptions();
    enums();
    operations();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(served());
}

fn document(dialect: Dialect) -> String {
    let info = DocumentInfo {
        title: "Agents",
        version: "v1",
        server: None,
    };
    document_with(&[], &superoffice::operations(), dialect, &info)
}

/// Known differences between the vendor's Swagger and ours.
const KNOWN: [&str; 1] = [
    // The order of the schemas of the SOAP services, from the corrections.
    "TimeZoneRule: the order is TZOffset, StartRulePattern, EndRulePattern, StartDay, StartMonth, EndDay, EndMonth instead of StartDay, StartMonth, EndDay, EndMonth, TZOffset, StartRulePattern, EndRulePattern",
];

fn swagger() {
    let ours = document(Dialect::Swagger2);
    let parsed: Value = serde_json::from_str(&ours).expect("JSON");
    let mut report = Report::new("Swagger out against Swagger in");
    let folder = shared().expect("shared data").join("netserver/openapi");
    let mut paths = 0;
    for (file, theirs) in files(&folder, "json") {
        let theirs = String::from_utf8(theirs).expect("UTF-8");
        for name in names(&theirs) {
            let name = name.strip_suffix("Request").unwrap_or(&name).to_owned();
            let found = differences(&ours, &theirs, &[&name]);
            for line in found.iter().filter(|line| KNOWN.contains(&line.as_str())) {
                println!("known difference: {line}");
            }
            let found: Vec<_> = found
                .iter()
                .filter(|line| !KNOWN.contains(&line.as_str()))
                .collect();
            report.check(&format!("{file}: {name}"), found.is_empty(), || {
                format!("{found:?}")
            });
        }
        let theirs: Value = serde_json::from_str(&theirs).expect("JSON");
        for (path, item) in theirs["paths"].as_object().expect("paths") {
            paths += 1;
            let (ours, theirs) = (facts(&parsed["paths"][path]), facts(item));
            report.equal(path, &ours, &theirs);
        }
    }
    let ours = parsed["paths"].as_object().map_or(0, serde_json::Map::len);
    report.equal("the number of paths", &ours, &paths);
    report.finish();
}

/// Query, body and response of a path's POST operation, with short names of definitions.
fn facts(item: &Value) -> Vec<String> {
    let post = &item["post"];
    let mut facts = Vec::new();
    for parameter in post["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default();
        match parameter["in"].as_str() {
            Some("query") if !name.starts_with('$') => {
                facts.push(format!("query {name}: {}", shape(parameter)));
            }
            Some("body") => facts.push(format!("body {}", shape(&parameter["schema"]))),
            _ => {}
        }
    }
    for (status, response) in post["responses"].as_object().into_iter().flatten() {
        if status.starts_with('2') {
            facts.push(format!("{status} {}", shape(&response["schema"])));
        }
    }
    // A request without members has a body that may be left out.
    facts.retain(|fact| fact != "body empty");
    facts
}

fn shape(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit(['.', '/']).next().unwrap_or_default();
        let name = name.strip_suffix("Request").unwrap_or(name);
        return if EMPTY.contains(&name) {
            "empty".to_owned()
        } else {
            name.to_owned()
        };
    }
    match schema["type"].as_str() {
        Some("array") => format!("[{}]", shape(&schema["items"])),
        Some("string") => format!(
            "string {}",
            schema["format"]
                .as_str()
                .unwrap_or("")
                
        ),
        Some("object") => format!("{{{}}}", shape(&schema["additionalProperties"])),
        Some(other) => format!("{other} {}", schema["format"].as_str().unwrap_or("")),
        None => String::new(),
    }
}

/// Operations with an empty request, for which the vendor does not describe a body.
const EMPTY: &[&str] = table::EMPTY;

fn of(sample: &Sample) -> Option<registry::Shape> {
    table::shape(&sample.expression)
}

fn json_bodies() {
    let decoder = Decoder::new(MediaType::ApplicationJson);
    let mut report = Report::new("JSON bodies through generated types");
    for sample in json_samples().expect("shared data") {
        let Some(shape) = of(&sample) else {
            report.apart(&sample.file, "of an operation that no description has");
            continue;
        };
        if !sample.strict || sample.file == "samples/MDO.GetList.json" {
            continue;
        }
        let back = || -> Result<(), String> {
            let body =
                (shape.decode)(&decoder, &sample.bytes).map_err(|error| error.to_string())?;
            let written = body
                .encode(&Encoder::new(MediaType::ApplicationJson))
                .map_err(|error| error.to_string())?;
            let again = (shape.decode)(&decoder, &written).map_err(|error| error.to_string())?;
            let came = parse(&sample.bytes)?;
            let mut written = parse(&written)?;
            without_newer(shape.ty, &came, &mut written);
            compare(shape.ty, &came, &written)?;
            again
                .same(body.as_ref())
                .then_some(())
                .ok_or_else(|| "another value the second time".to_owned())
        };
        report.outcome(&sample.file, back());
    }
    report.finish();
}

/// Removes the properties of release 12 that are missing in an older body.
fn without_newer(ty: Type, came: &Value, written: &mut Value) {
    match (ty.required(), came, written) {
        (Type::Entity(of), Value::Object(came), Value::Object(written)) => {
            for property in of().properties {
                match (came.get(property.name()), written.get_mut(property.name())) {
                    (None, _) if property.web_api_only => {
                        written.remove(property.name());
                    }
                    (Some(came), Some(written)) => without_newer(property.ty, came, written),
                    _ => {}
                }
            }
        }
        (Type::List(of), Value::Array(came), Value::Array(written)) => {
            for (came, written) in came.iter().zip(written) {
                without_newer(*of, came, written);
            }
        }
        _ => {}
    }
}

fn xml_bodies() {
    let decoder = Decoder::new(MediaType::ApplicationXml);
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    let mut report = Report::new("XML bodies through generated types");
    for sample in xml_samples().expect("shared data") {
        let Some(shape) = of(&sample) else {
            report.apart(&sample.file, "of an operation that no description has");
            continue;
        };
        let back = || -> Result<(), String> {
            let body =
                (shape.decode)(&decoder, &sample.bytes).map_err(|error| error.to_string())?;
            let written = body.encode(&encoder).map_err(|error| error.to_string())?;
            let tree = |bytes: &[u8]| {
                xml_tree::parse(std::str::from_utf8(bytes).map_err(|error| error.to_string())?)
            };
            xml_tree::compare(shape.ty, &tree(&sample.bytes)?, &tree(&written)?)
        };
        report.outcome(&sample.file, back());
    }
    report.finish();
}

fn filled() {
    let mut report = Report::new("filled types through every format");
    for (name, shape) in table::shapes() {
        report.outcome(name, through_every_format(shape, 1));
    }
    report.finish();
}

/// Known differences from the hand-written types.
const BY_HAND: [(&str, &str); 3] = [
    ("Associate", "agent"), // The model's Associate has no agent, because it is in the responses of every agent. The vendor documents limits of text lengths that are missing in the description.
    // The vendor documents limits of their length, which the description does not have.
    ("Webhook", ".TargetUrl"),
    ("Webhook", ".Type"),
];

fn descriptions() {
    let mut report = Report::new("generated descriptions compared with handwritten ones");
    let entities = ENTITIES.iter().map(|name| format!("entity:{name}"));
    for name in entities.chain(requests()) {
        let Some(ours) = table::shape(&name) else {
            report.apart(&name, "of an operation that no description has");
            continue;
        };
        let theirs = registry::shape(&name).expect("by hand").ty;
        let theirs = match theirs {
            Type::Entity(_) if name == "entity:Webhook" => Webhook12::ENTITY,
            Type::Entity(of) => of(),
            other => {
                report.equal(&name, &expression(ours.ty), &expression(other));
                continue;
            }
        };
        let Type::Entity(ours) = ours.ty else {
            report.check(&name, false, || "not an entity".to_owned());
            continue;
        };
        let (mut ours, mut theirs) = (described(ours()), described(theirs));
        for (entity, line) in BY_HAND {
            if name.ends_with(&format!(":{entity}")) {
                ours.remove(line);
                theirs.remove(line);
            }
        }
        let all = theirs.clone();
        theirs.retain(|key, line| ours.get(key) != Some(line));
        ours.retain(|key, line| all.get(key) != Some(line));
        let same = ours.is_empty() && theirs.is_empty();
        report.check(&name, same, || format!("found {ours:?}, expected {theirs:?}"));
    }
    report.finish();
}

/// The facts of an entity that affect encoded bodies, as lines.
fn described(of: &Entity) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    let names: Vec<&str> = of
        .properties
        .iter()
        .map(webhook_model::entity::Property::name)
        .collect();
    lines.insert("name".to_owned(), of.name.to_owned());
    lines.insert("order".to_owned(), names.join(", "));
    lines.insert("base".to_owned(), of.base.to_string());
    lines.insert(
        "agent".to_owned(),
        format!("{:?} {:?}", of.agent, of.endpoints),
    );
    for property in of.properties {
        let line = format!(
            "{} null {} secret {} date {:?} most {:?} entry {:?} api {} format {:?} key {}",
            expression(property.ty),
            property.ty.is_nullable(),
            property.secret,
            property.date,
            property.max_length,
            property.entry,
            property.web_api_only,
            property.format,
            property.primary_key && of.endpoints.len() > 1,
        );
        lines.insert(format!(".{}", property.name()), line);
    }
    lines
}

fn enums() {
    let mut report = Report::new("generated enums compared with handwritten ones");
    for theirs in ENUMS {
        let Some(ours) = table::enums()
            .into_iter()
            .find(|ours| ours.name == theirs.name)
        else {
            report.apart(theirs.name, "of the model, or of no description");
            continue;
        };
        let of = |of: &webhook_model::property::enumeration::Enumeration| {
            let variants = of.variants.iter();
            let mut variants: Vec<(&str, i32)> = variants
                .map(|variant| (variant.name, variant.number))
                .collect();
            variants.sort_unstable();
            (of.flags, variants)
        };
        report.equal(theirs.name, &of(ours), &of(theirs));
    }
    report.finish();
}

fn operations() {
    let mut report = Report::new("generated operations compared with handwritten ones");
    let ours: BTreeMap<&str, OperationInfo> = superoffice::operations()
        .into_iter()
        .map(|info| (info.path, info))
        .collect();
    let mut count = 0;
    for theirs in declared_on_requests().into_iter().chain(without_request()) {
        let Some(ours) = ours.get(theirs.path) else {
            report.apart(theirs.path, "no description has it");
            continue;
        };
        count += 1;
        let text = |ty: Option<Type>| ty.map(expression).filter(|ty| ty != "()");
        let of_theirs = |ty: Type| text(Some(ty)).filter(|ty| ty != "Nothing");
        let wanted = (theirs.query.to_vec(), of_theirs(theirs.response));
        let response = ours.response.map_or_else(
            || of_theirs(<() as webhook_model::property::PropertyType>::TYPE),
            of_theirs,
        );
        report.equal(theirs.path, &(ours.query.to_vec(), response), &wanted);
    }
    report.equal("all operations", &ours.len(), &count);
    report.finish();
}

async fn served() {
    let mut report = Report::new("every operation, served");
    let client = Client::new(superoffice::serve(Agent::new(Anyone)).into_service());
    let document = client.get("/api/v1/openapi.json").send().await;
    let document: Value = serde_json::from_str(&document.text()).expect("JSON");
    for info in superoffice::operations() {
        let described = document["paths"].get(info.path).is_some();
        report.check(info.path, described, || {
            "not in /api/v1/openapi.json".to_owned()
        });
        let query = info
            .query
            .first()
            .map(|name| format!("?{name}=1"))
            .unwrap_or_default();
        let mut request = client.post(&format!("{}{query}", info.path));
        if let Some(ty) = info.request {
            let body = match ty.required() {
                Type::List(_) => json!([]),
                _ => json!({}),
            };
            request = request.body("application/json", body.to_string());
        }
        let reply = request.send().await;
        let status = if info.response.is_some() { 200 } else { 204 };
        report.check(info.path, reply.status() == status, || {
            format!("{}: {}", reply.status(), reply.text())
        });
    }
    report.finish();
}
