//! Validates every document in the SOAP contract with the vendor's schema, using `xmllint`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use netserver_tests::agents::fill::filled;
use netserver_tests::agents::registry::{expressions, shape};
use netserver_tests::agents::samples::{Sample, folder, json_samples, xml_samples};
use netserver_tests::report::Report;
use webhook_model::property::Type;
use webhook_model::{Contract, Decoder, Encoder, MediaType};

const AGENTS: [&str; 7] = [
    "Webhook",
    "Associate",
    "MDO",
    "Contact",
    "Chat",
    "UserDefinedFieldInfo",
    "BLOB",
];

/// The number of value sets per type.
const SEEDS: usize = 4;

/// Encodes every entity and request body with values in all properties, and selects the first
/// schema that declares its root element.
fn filled_samples(folder: &Path) -> Vec<Sample> {
    let schemas: Vec<(PathBuf, String)> = AGENTS
        .iter()
        .map(|agent| folder.join(format!("xsd/{agent}.xsd")))
        .map(|schema| {
            let text = std::fs::read_to_string(&schema).expect("a schema");
            (schema, text)
        })
        .collect();
    let seeds = 1..=SEEDS;
    let samples = seeds.flat_map(|seed| {
        let schemas = &schemas;
        expressions().into_iter().filter_map(move |expression| {
            let ty = shape(&expression).expect("the registry names it").ty;
            let (agent, element) = element(ty, &expression);
            let has = |(schema, text): &&(PathBuf, String)| {
                text.contains(&format!("<xs:element name=\"{element}\""))
                    && agent.is_none_or(|agent| schema.ends_with(format!("{agent}.xsd")))
            };
            let schema = schemas.iter().find(has).map(|(schema, _)| schema.clone());
            // The services never return lists of these entities.
            if schema.is_none() && matches!(ty, Type::List(_)) {
                return None;
            }
            Some(Sample {
                file: format!("{seed}.{}", expression.replace([':', '<', '>'], ".")),
                agent: agent.unwrap_or_default().to_owned(),
                bytes: filled(ty, seed * 1000).to_string().into_bytes(),
                expression,
                strict: true,
                schema: schema.unwrap_or_default(),
            })
        })
    });
    samples.collect()
}

/// The agent whose schema declares an element, if there is only one, and the element's name.
fn element(ty: Type, expression: &str) -> (Option<&'static str>, String) {
    match ty {
        Type::Entity(of) if expression.starts_with("request:") => {
            (of().agent, of().name.to_owned())
        }
        Type::Entity(of) => (None, of().name.to_owned()),
        Type::Family(of) => (None, of().name.to_owned()),
        Type::List(of) => (None, format!("ArrayOf{}", element(*of, "").1)),
        other => panic!("no element for {other:?}"),
    }
}

/// The reason why a document has no schema.
fn unknown_to_schemas(sample: &Sample) -> Option<&'static str> {
    match sample.file.as_str() {
        "samples/request.BLOB.GetAppData.json" | "samples/request.BLOB.SetAppData.json" => {
            Some("no description has this operation")
        }
        _ if sample.schema.as_os_str().is_empty() => Some("no schema has an element of this name"),
        file if file.contains("AppDataRequest") => Some("no description has this operation"),
        _ => None,
    }
}

/// The body as the SOAP services would write it.
fn soap(sample: &Sample, media_type: MediaType) -> Result<Vec<u8>, String> {
    let decoder = Decoder::new(media_type);
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    (sample.shape().decode)(&decoder, &sample.bytes)
        .and_then(|body| body.encode(&encoder))
        .map_err(|error| error.to_string())
}

/// Validates files with a schema. Returns the errors of each invalid file.
fn validate(schema: &Path, files: &[PathBuf]) -> BTreeMap<PathBuf, String> {
    let mut wrong = BTreeMap::new();
    for files in files.chunks(100) {
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(schema)
            .args(files)
            .output()
            .expect("xmllint was found before");
        let said = String::from_utf8_lossy(&output.stderr);
        let valid: BTreeSet<&str> = said
            .lines()
            .filter_map(|line| line.strip_suffix(" validates"))
            .collect();
        for file in files {
            let name = file.display().to_string();
            if !valid.contains(name.as_str()) {
                let of_file: Vec<&str> = said.lines().filter(|line| line.contains(&name)).collect();
                wrong.insert(file.clone(), of_file.join("\n"));
            }
        }
    }
    wrong
}

fn has_xmllint() -> bool {
    let found = Command::new("xmllint").arg("--version").output().is_ok();
    assert!(
        found || std::env::var_os("CI").is_none(),
        "xmllint is needed: package libxml2-utils"
    );
    if !found {
        println!("skipped, no xmllint");
    }
    found
}

fn check(what: &'static str, samples: &[Sample], media_type: MediaType) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(what.replace(' ', "-"));
    std::fs::create_dir_all(&folder).expect("a folder for documents");
    let mut report = Report::new(what);
    let mut by_schema: BTreeMap<&Path, Vec<PathBuf>> = BTreeMap::new();
    for (number, sample) in samples.iter().enumerate() {
        match (unknown_to_schemas(sample), soap(sample, media_type)) {
            (Some(reason), _) => report.apart(&sample.file, reason),
            (None, Err(error)) => report.outcome(&sample.file, Err(error)),
            (None, Ok(document)) => {
                let name = sample.file.replace('/', ".");
                let file = folder.join(format!("{number}.{name}.xml"));
                std::fs::write(&file, document).expect("a document is written");
                by_schema.entry(&sample.schema).or_default().push(file);
            }
        }
    }
    for (schema, files) in by_schema {
        let mut wrong = validate(schema, &files);
        for file in files {
            let outcome = wrong.remove(&file).map_or(Ok(()), Err);
            report.outcome(&file.display().to_string(), outcome);
        }
    }
    report.finish();
}

#[test]
fn published_xml_is_valid_when_encoded_again() {
    if let Some(samples) = xml_samples().filter(|_| has_xmllint()) {
        check(
            "XML bodies against the schemas",
            &samples,
            MediaType::ApplicationXml,
        );
    }
}

#[test]
fn published_json_is_valid_when_encoded_as_xml() {
    if let Some(mut samples) = json_samples().filter(|_| has_xmllint()) {
        samples.retain(|sample| sample.strict);
        check(
            "JSON bodies against the schemas",
            &samples,
            MediaType::ApplicationJson,
        );
    }
}

#[test]
fn filled_types_are_valid_as_xml() {
    if let Some(folder) = folder().filter(|_| has_xmllint()) {
        let samples = filled_samples(&folder);
        check(
            "filled types against the schemas",
            &samples,
            MediaType::ApplicationJson,
        );
    }
}
