//! `webhook-agent schema`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use webhook_agent::Registered;
use webhook_model::entity::Entity;
use webhook_model::schema::{self, Dialect, DocumentInfo, XsdFile};

use super::{ContractName, Failure, entities, entity, print};

/// How entities are described.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// OpenAPI 3.1, JSON
    Openapi,
    /// Swagger 2.0, JSON
    Swagger,
    /// XML Schema, a document for each namespace
    Xsd,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// How to describe them
    #[arg(long, value_enum, default_value = "openapi")]
    format: Format,

    /// An entity, in any case; may stand more than once [default: all]
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,

    /// The contract that XML Schemas follow
    #[arg(long, value_enum, default_value = "webapi")]
    contract: ContractName,

    /// The namespace of XML documents, instead of the contract's
    #[arg(long, value_name = "URI")]
    namespace: Option<String>,

    /// A folder for XML Schemas that are more than one file
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let described = self.entities()?;
        let dialect = match self.format {
            Format::Openapi => Dialect::OpenApi31,
            Format::Swagger => Dialect::Swagger2,
            Format::Xsd => {
                let namespace = self.namespace.as_deref();
                return self.files(&schema::xsd(&described, self.contract.into(), namespace));
            }
        };
        let info = DocumentInfo {
            title: "NetServer agents",
            version: env!("CARGO_PKG_VERSION"),
            server: None,
        };
        print(schema::document(&described, dialect, &info).as_bytes())
    }

    fn entities(&self) -> Result<Vec<&'static Entity>, Failure> {
        if self.entity.is_empty() {
            return Ok(entities().iter().map(Registered::entity).collect());
        }
        let named = self.entity.iter();
        named.map(|name| Ok(entity(name)?.entity())).collect()
    }

    /// Prints the only file or the one of the entities; the others are imported by it.
    fn files(&self, files: &[XsdFile]) -> Result<(), Failure> {
        let Some(folder) = &self.out else {
            if let [_, others @ ..] = files
                && !others.is_empty()
            {
                let names: Vec<&str> = others.iter().map(|file| file.name.as_str()).collect();
                eprintln!(
                    "webhook-agent: this imports {}; --out FOLDER writes all",
                    names.join(", ")
                );
            }
            return match files.first() {
                Some(file) => print(file.text.as_bytes()),
                None => Ok(()),
            };
        };
        for file in files {
            let path = folder.join(&file.name);
            std::fs::write(&path, &file.text)
                .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        }
        Ok(())
    }
}
