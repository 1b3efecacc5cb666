//! `webhook-agent convert`.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use webhook_model::MediaType;
use webhook_model::http::content_type::{Charset, decode_charset};

use super::options::Options;
use super::values::{contract_option, encoder, media_type_option, namespace_option, path_option};
use super::{Failure, entity, print};
use crate::{Conversion, ConversionError, Registry};

/// The maximum size of standard input and of a base, which bounds the memory.
const MAX_INPUT: u64 = 64 * 1024 * 1024;

/// The name of the input in messages.
const STANDARD_INPUT: &str = "standard input";

pub(super) const NAME: &str = "convert";

pub(super) fn command(first: &'static str) -> Command {
    Command::new(NAME)
        .about("Read a body from standard input and write it in another media type")
        .args([
            Arg::new("entity")
                .long("entity")
                .value_name("NAME")
                .help("The entity; its name may be in any case")
                .default_value(first),
            media_type_option(
                "from",
                "The media type of standard input; a patch is applied to the base",
            )
            .required(true),
            media_type_option(
                "to",
                "The media type to write; a patch turns the base into the entity",
            )
            .required(true),
            path_option(
                "base",
                "FILE",
                "The entity that patches start from, in JSON or XML [default: the default entity]",
            ),
            contract_option(),
            namespace_option(),
        ])
}

pub(super) fn run(options: &Options<'_>, registry: &Registry) -> Result<(), Failure> {
    let entity = entity(registry, options.text("entity").unwrap_or_default())?;
    let json = MediaType::ApplicationJson;
    let media_type = |name| options.get(name).copied().unwrap_or(json);
    let (from, to) = (media_type("from"), media_type("to"));
    let file = options.get::<PathBuf>("base");
    let base = file.map(|file| read_base(file)).transpose()?;
    let body = read(&mut std::io::stdin().lock(), STANDARD_INPUT)?;
    let body = readable(from, body, STANDARD_INPUT)?;

    let mut conversion = Conversion::new(from, &body, encoder(to, options));
    if let Some((media_type, base)) = &base {
        conversion = conversion.base(*media_type, base);
    }
    let written = entity.convert(&conversion);
    print(&written.map_err(|error| failure(&error, file.map(PathBuf::as_path)))?)
}

/// Adds the name of the invalid input.
fn failure(error: &ConversionError, base: Option<&Path>) -> Failure {
    match (error, base) {
        (ConversionError::Body(error), _) => Failure::new(format!("{STANDARD_INPUT}: {error}")),
        (ConversionError::Base(error), Some(file)) => in_file(file, error),
        (other, _) => Failure::new(other.to_string()),
    }
}

fn read_base(file: &Path) -> Result<(MediaType, Vec<u8>), Failure> {
    let mut open = std::fs::File::open(file).map_err(|error| in_file(file, &error))?;
    let name = file.display().to_string();
    let bytes = read(&mut open, &name)?;
    let media_type = guess(&bytes);
    Ok((media_type, readable(media_type, bytes, &name)?))
}

fn in_file(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("{}: {error}", file.display()))
}

fn read(input: &mut dyn Read, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    input
        .take(MAX_INPUT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(format!("{name}: {error}")))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_INPUT) {
        return Err(Failure::new(format!("{name}: more than {MAX_INPUT} bytes")));
    }
    Ok(bytes)
}

/// Converts the bytes for the decoder of a media type: JSON in UTF-8 without a byte order mark. The
/// XML decoder handles the mark itself.
fn readable(media_type: MediaType, bytes: Vec<u8>, name: &str) -> Result<Vec<u8>, Failure> {
    if media_type.is_xml() {
        return Ok(bytes);
    }
    match decode_charset(&bytes, Charset::Unlabelled) {
        Ok(text) => Ok(text.into_owned().into_bytes()),
        Err(error) => Err(Failure::new(format!("{name}: {error}"))),
    }
}

/// Guesses JSON or XML from the first character.
fn guess(body: &[u8]) -> MediaType {
    let text = decode_charset(body, Charset::Unlabelled).unwrap_or_default();
    if text.trim_ascii_start().starts_with('<') {
        MediaType::ApplicationXml
    } else {
        MediaType::ApplicationJson
    }
}
