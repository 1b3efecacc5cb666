//! Values of options that several commands share.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, value_parser};
use webhook_model::{Contract, Encoder, MediaType};

use super::options::Options;
use crate::webhooks::Release;

/// The contracts by their names in options.
pub(super) const CONTRACTS: &[(&str, &str)] = &[
    ("webapi", "Members ordered by name, as in REST"),
    ("soap", "Members in declared order, as in SOAP"),
];

/// The releases by their names in options.
pub(super) const RELEASES: &[(&str, &str)] = &[
    ("11", "A webhook has 14 properties"),
    ("12", "A webhook has 23 properties"),
];

/// The help of `--namespace`.
pub(super) const NAMESPACE_HELP: &str =
    "The namespace of XML documents, instead of that of the contract";

/// The maximum length of a namespace in bytes, which is the limit of the XML reader.
const MAX_NAMESPACE: usize = 1024;

/// The option `--contract`.
pub(super) fn contract_option() -> Arg {
    Arg::new("contract")
        .long("contract")
        .value_name("CONTRACT")
        .help("The contract of XML documents")
        .value_parser(choices(CONTRACTS))
        .default_value("webapi")
}

/// The option `--namespace`.
pub(super) fn namespace_option() -> Arg {
    Arg::new("namespace")
        .long("namespace")
        .value_name("URI")
        .help(NAMESPACE_HELP)
        .value_parser(namespace)
}

/// An option that takes a media type.
pub(super) fn media_type_option(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("TYPE")
        .help(help)
        .value_parser(media_type)
}

/// An option that names a file or a folder.
pub(super) fn path_option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .value_parser(value_parser!(std::path::PathBuf))
}

/// An option without a value.
pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .help(help)
        .action(ArgAction::SetTrue)
}

/// Accepts one of several words, each with its description.
pub(super) fn choices(of: &'static [(&'static str, &'static str)]) -> PossibleValuesParser {
    let values = of.iter();
    PossibleValuesParser::new(values.map(|(name, help)| PossibleValue::new(*name).help(*help)))
}

/// The contract with this name; that of the REST agents by default.
pub(super) fn contract(name: Option<&str>) -> Contract {
    match name {
        Some("soap") => Contract::Soap,
        _ => Contract::WebApi,
    }
}

/// The release with this name; 11 by default.
pub(super) fn release(name: Option<&str>) -> Release {
    match name {
        Some("12") => Release::R12,
        _ => Release::R11,
    }
}

/// An encoder with the values of `--contract` and `--namespace`.
pub(super) fn encoder<'m>(media_type: MediaType, options: &Options<'m>) -> Encoder<'m> {
    let encoder = Encoder::new(media_type).contract(contract(options.text("contract")));
    match options.text("namespace") {
        Some(namespace) => encoder.namespace(namespace),
        None => encoder,
    }
}

fn media_type(text: &str) -> Result<MediaType, String> {
    text.parse()
        .map_err(|error: webhook_model::format::UnknownMediaType| error.to_string())
}

/// Checks that a text is a valid namespace: an absolute URI (RFC 3986 section 4.3), which may
/// contain letters beyond ASCII (RFC 3987).
///
/// # Errors
/// The text is not an absolute URI, or is too long.
pub(super) fn namespace(text: &str) -> Result<String, String> {
    let is_uri = text.split_once(':').is_some_and(|(scheme, rest)| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        let is_allowed = |character: char| {
            !character.is_whitespace()
                && !character.is_control()
                && !"<>\"{}|\\^`".contains(character)
        };
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(is_part)
            && !rest.is_empty()
            && rest.chars().all(is_allowed)
    });
    if is_uri && text.len() <= MAX_NAMESPACE {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "{:?} is not a namespace; write an absolute URI of at most {MAX_NAMESPACE} bytes, \
             such as http://www.superoffice.net/ws/crm/NetServer/11.6.0.0",
            text.chars().take(80).collect::<String>()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_is_an_absolute_uri() {
        for good in [
            "http://a.example/11",
            "urn:a:b",
            "tag:a@b.example,2026:x",
            "http://\u{e5}.example",
        ] {
            assert_eq!(namespace(good).as_deref(), Ok(good));
        }
        let long = format!("http://{}", "a".repeat(MAX_NAMESPACE));
        for bad in [
            "",
            "a",
            "/a",
            ":a",
            "1a:b",
            "a:",
            "http://a b",
            "http://a\n",
            "http://<a>",
            long.as_str(),
        ] {
            assert!(namespace(bad).is_err(), "{bad}");
        }
    }
}
