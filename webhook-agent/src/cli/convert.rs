//! `webhook-agent convert`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use webhook_agent::{Conversion, ConversionError};
use webhook_model::http::content_type::{Charset, decode_charset};
use webhook_model::{Encoder, MediaType};

use super::{ContractName, Failure, entity, media_type, print};

/// The most bytes that are read from standard input or a base: memory stays bounded.
const MAX_INPUT: u64 = 64 * 1024 * 1024;

/// What messages call the input.
const STANDARD_INPUT: &str = "standard input";

#[derive(Debug, Args)]
pub(super) struct Convert {
    /// The entity, in any case
    #[arg(long, value_name = "NAME", default_value = "Webhook")]
    entity: String,

    /// The media type of standard input; a patch changes the base
    #[arg(long, value_name = "TYPE", value_parser = media_type)]
    from: MediaType,

    /// The media type to write; a patch is what turns the base into the entity
    #[arg(long, value_name = "TYPE", value_parser = media_type)]
    to: MediaType,

    /// The entity that patches start from, in JSON or XML [default: the default entity]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,

    /// The contract that XML follows
    #[arg(long, value_enum, default_value = "webapi")]
    contract: ContractName,

    /// The namespace of XML documents, instead of the contract's
    #[arg(long, value_name = "URI")]
    namespace: Option<String>,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let entity = entity(&self.entity)?;
        let base = self.base.as_deref().map(read_base).transpose()?;
        let body = read(std::io::stdin().lock(), STANDARD_INPUT)?;
        let body = readable(self.from, body, STANDARD_INPUT)?;

        let mut encoder = Encoder::new(self.to).contract(self.contract.into());
        if let Some(namespace) = &self.namespace {
            encoder = encoder.namespace(namespace);
        }
        let mut conversion = Conversion::new(self.from, &body, encoder);
        if let Some((media_type, base)) = &base {
            conversion = conversion.base(*media_type, base);
        }
        let written = entity
            .convert(&conversion)
            .map_err(|error| self.failure(&error))?;
        print(&written)
    }

    /// Says which input is wrong by its name.
    fn failure(&self, error: &ConversionError) -> Failure {
        match (error, &self.base) {
            (ConversionError::Body(error), _) => Failure::new(format!("{STANDARD_INPUT}: {error}")),
            (ConversionError::Base(error), Some(file)) => in_file(file, error),
            (other, _) => Failure::new(other.to_string()),
        }
    }
}

fn read_base(file: &Path) -> Result<(MediaType, Vec<u8>), Failure> {
    let open = std::fs::File::open(file).map_err(|error| in_file(file, &error))?;
    let name = file.display().to_string();
    let bytes = read(open, &name)?;
    let media_type = guess(&bytes);
    Ok((media_type, readable(media_type, bytes, &name)?))
}

fn in_file(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("{}: {error}", file.display()))
}

fn read(input: impl std::io::Read, name: &str) -> Result<Vec<u8>, Failure> {
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

/// The bytes as the reader of a media type takes them: JSON in UTF-8, without a byte order mark. The
/// reader of XML looks at the mark itself.
fn readable(media_type: MediaType, bytes: Vec<u8>, name: &str) -> Result<Vec<u8>, Failure> {
    if media_type.is_xml() {
        return Ok(bytes);
    }
    match decode_charset(&bytes, Charset::Unlabelled) {
        Ok(text) => Ok(text.into_owned().into_bytes()),
        Err(error) => Err(Failure::new(format!("{name}: {error}"))),
    }
}

/// JSON or XML, by the first character.
fn guess(body: &[u8]) -> MediaType {
    let text = decode_charset(body, Charset::Unlabelled).unwrap_or_default();
    if text.trim_ascii_start().starts_with('<') {
        MediaType::ApplicationXml
    } else {
        MediaType::ApplicationJson
    }
}
