//! Converts bodies between media types.

use std::fmt;

use webhook_model::{Decoder, Encoder, Error, MediaType, NetServerEntity};

/// The arguments of a conversion.
///
/// ```
/// use webhook_agent::{Conversion, Registered};
/// use webhook_model::{Encoder, MediaType, Webhook};
///
/// let patch = MediaType::ApplicationMergePatch;
/// let conversion = Conversion::new(MediaType::ApplicationJson, br#"{"name": "Mine"}"#, Encoder::new(patch));
/// let body = Registered::of::<Webhook>().convert(&conversion)?;
/// assert_eq!(body, br#"{"Name":"Mine"}"#);
/// # Ok::<(), webhook_agent::ConversionError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Conversion<'a> {
    from: MediaType,
    body: &'a [u8],
    to: Encoder<'a>,
    base: Option<(MediaType, &'a [u8])>,
}

impl<'a> Conversion<'a> {
    /// Converts a body in the media type `from` to that of the encoder.
    #[must_use]
    pub const fn new(from: MediaType, body: &'a [u8], to: Encoder<'a>) -> Self {
        Self {
            from,
            body,
            to,
            base: None,
        }
    }

    /// Sets the entity that patches start from, instead of the default entity.
    #[must_use]
    pub const fn base(mut self, media_type: MediaType, body: &'a [u8]) -> Self {
        self.base = Some((media_type, body));
        self
    }

    pub(crate) fn run<T: NetServerEntity>(&self) -> Result<Vec<u8>, ConversionError> {
        let base: T = self.base_entity()?;
        // Without a base, a patch describes a whole entity. With a base, it is a change, so unknown
        // names are rejected as in Save.
        let input = Decoder::new(self.from).keep_unknown(self.base.is_none());
        let entity: T = if self.from.is_patch() {
            // Decoded twice, because an entity need not be `Clone`.
            let mut changed = self.base_entity()?;
            input
                .apply(&mut changed, self.body)
                .map_err(ConversionError::Body)?;
            changed
        } else {
            input.decode(self.body).map_err(ConversionError::Body)?
        };
        self.to
            .diff(&base, &entity)
            .map_err(ConversionError::Result)
    }

    fn base_entity<T: NetServerEntity>(&self) -> Result<T, ConversionError> {
        match self.base {
            Some((media_type, body)) => T::decode(media_type, body).map_err(ConversionError::Base),
            None => Ok(T::create_default()),
        }
    }
}

/// Why a conversion failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConversionError {
    /// The base cannot be decoded.
    Base(Error),
    /// The body cannot be decoded or applied to the base.
    Body(Error),
    /// The entity cannot be written in the other type.
    Result(Error),
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, error) = match self {
            Self::Base(error) => ("the base", error),
            Self::Body(error) => ("the body", error),
            Self::Result(error) => ("the result", error),
        };
        write!(f, "{part}: {error}")
    }
}

impl std::error::Error for ConversionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Base(error) | Self::Body(error) | Self::Result(error) => Some(error),
        }
    }
}
