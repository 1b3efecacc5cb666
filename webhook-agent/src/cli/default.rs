//! `webhook-agent default`.

use clap::{Arg, Command};
use webhook_model::MediaType;

use super::options::Options;
use super::values::{contract_option, encoder, flag, media_type_option, namespace_option};
use super::{Failure, entity, print};
use crate::Registry;

pub(super) const NAME: &str = "default";

pub(super) fn command(first: &'static str) -> Command {
    Command::new(NAME)
        .about("Print the default entity, as CreateDefault returns it")
        .args([
            Arg::new("entity")
                .help("The entity; its name may be in any case")
                .default_value(first),
            media_type_option("accept", "The media type to write")
                .default_value("application/json"),
            contract_option(),
            namespace_option(),
            flag(
                "compat",
                "Write the plain entity in the two patch types, instead of an empty patch",
            ),
        ])
}

pub(super) fn run(options: &Options<'_>, registry: &Registry) -> Result<(), Failure> {
    let name = options.text("entity").unwrap_or_default();
    let accept = options.get("accept").copied();
    let accept = accept.unwrap_or(MediaType::ApplicationJson);
    let encoder = encoder(accept, options).compat(options.has("compat"));
    let body = entity(registry, name)?
        .default_body(&encoder)
        .map_err(|error| Failure::new(error.to_string()))?;
    print(&body)
}
