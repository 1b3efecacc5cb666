//! `webhook-agent schema`.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Command};
use webhook_model::entity::Entity;
use webhook_model::schema::{self, Dialect};

use super::options::Options;
use super::values::{choices, contract, contract_option, namespace_option, path_option};
use super::{Failure, entity, print};
use crate::Agent;
use crate::agent::document_info;

pub(super) const NAME: &str = "schema";

/// The formats by their names in the option.
const FORMATS: &[(&str, &str)] = &[
    ("openapi", "OpenAPI 3.1, JSON"),
    ("swagger", "Swagger 2.0, JSON"),
    ("xsd", "XML Schema, one document per namespace"),
];

pub(super) fn command() -> Command {
    Command::new(NAME)
        .about("Print a description of the served operations: OpenAPI, Swagger, XML Schema")
        .args([
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .help("The format of the description")
                .value_parser(choices(FORMATS))
                .default_value("openapi"),
            Arg::new("entity")
                .long("entity")
                .value_name("NAME")
                .help(
                    "Describe this entity with all operations that it declares, instead of what \
                     is served; may be repeated",
                )
                .action(ArgAction::Append),
            contract_option().help("The contract of XML Schemas"),
            namespace_option(),
            path_option(
                "out",
                "FOLDER",
                "Write files to this folder, which is created, and print their paths",
            ),
        ])
}

pub(super) fn run(options: &Options<'_>, agent: &Agent) -> Result<(), Failure> {
    let chosen: Vec<&'static Entity> = options
        .all("entity")
        .into_iter()
        .map(|name| Ok(entity(agent.registry(), name)?.entity()))
        .collect::<Result<_, Failure>>()?;
    let dialect = match options.text("format") {
        Some("xsd") => None,
        Some("swagger") => Some(Dialect::Swagger2),
        _ => Some(Dialect::OpenApi31),
    };
    let files = match dialect {
        None => {
            let served = if chosen.is_empty() {
                agent.entities()
            } else {
                chosen
            };
            let contract = contract(options.text("contract"));
            let files = schema::xsd(&served, contract, options.text("namespace"));
            files
                .into_iter()
                .map(|file| (file.name, file.text))
                .collect()
        }
        Some(dialect) => {
            let text = if chosen.is_empty() {
                agent.document(dialect)
            } else {
                schema::document(&chosen, dialect, &document_info())
            };
            let name = options.text("format").unwrap_or_default();
            vec![(format!("{name}.json"), text)]
        }
    };
    match options.get::<PathBuf>("out") {
        Some(folder) => write(&files, folder),
        None => print_first(&files),
    }
}

fn write(files: &[(String, String)], folder: &Path) -> Result<(), Failure> {
    let failure = |path: &Path, error: &dyn std::fmt::Display| {
        Failure::new(format!("{}: {error}", path.display()))
    };
    std::fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
    let mut paths = String::new();
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| failure(&path, &error))?;
        paths.push_str(&path.display().to_string());
        paths.push('\n');
    }
    print(paths.as_bytes())
}

/// Prints the only file, or the schema of the entities, which imports the others.
fn print_first(files: &[(String, String)]) -> Result<(), Failure> {
    let Some(((_, first), others)) = files.split_first() else {
        return Ok(());
    };
    if !others.is_empty() {
        let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
        eprintln!(
            "{}: this document imports {}; --out FOLDER writes all files",
            super::program(),
            names.join(", ")
        );
    }
    print(first.as_bytes())
}
