//! `webhook-agent default`.

use clap::Args;
use webhook_model::{Encoder, MediaType};

use super::{ContractName, Failure, entity, media_type, print};

#[derive(Debug, Args)]
pub(super) struct Default {
    /// The entity, in any case
    #[arg(default_value = "Webhook")]
    entity: String,

    /// The media type to write
    #[arg(long, value_name = "TYPE", default_value = "application/json", value_parser = media_type)]
    accept: MediaType,

    /// The contract that XML follows
    #[arg(long, value_enum, default_value = "webapi")]
    contract: ContractName,

    /// The namespace of XML documents, instead of the contract's
    #[arg(long, value_name = "URI")]
    namespace: Option<String>,

    /// Write the plain entity under the two patch types, rather than an empty patch
    #[arg(long)]
    compat: bool,
}

impl Default {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let entity = entity(&self.entity)?;
        let mut encoder = Encoder::new(self.accept)
            .contract(self.contract.into())
            .compat(self.compat);
        if let Some(namespace) = &self.namespace {
            encoder = encoder.namespace(namespace);
        }
        let body = entity
            .default_body(&encoder)
            .map_err(|error| Failure::new(error.to_string()))?;
        print(&body)
    }
}
