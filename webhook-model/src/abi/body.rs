//! The bodies of the inherent `encode` and `decode`. They are here so that little code is compiled for each
//! entity.

use crate::entity::{NetServerEntity, created};
use crate::error::Error;
use crate::format::{Decoder, Encoder, MediaType};
use crate::property::DynEntity;

/// Encodes an entity.
///
/// # Errors
/// Those of [`Encoder::encode`].
pub fn encode(entity: &dyn DynEntity, media_type: MediaType) -> Result<Vec<u8>, Error> {
    Encoder::new(media_type).encode(entity)
}

/// Decodes an entity.
///
/// # Errors
/// Those of [`Decoder::decode`].
pub fn decode<T: NetServerEntity + Default>(
    media_type: MediaType,
    body: &[u8],
) -> Result<T, Error> {
    let mut entity = created::<T>();
    #[allow(clippy::question_mark)] // Calls functions that are compiled for each entity.
    if let Err(error) = Decoder::new(media_type).fill_entity(&mut entity, body) {
        return Err(error);
    }
    Ok(entity)
}
