//! The six media types: one encoder and one decoder that work on descriptions and are not generic over
//! entities.
//!
//! `json` and `xml` are the formats themselves. `serde` converts from and to any serde format, `tree`
//! does typed work on JSON trees, and `patch` has the two patch formats.

pub mod bounds;
mod decoder;
mod default_value;
pub mod encodable;
mod encoder;
mod holder;
pub(crate) mod json;
mod learnt_order;
pub(crate) mod media_type;
mod number;
mod patch;
mod read_properties;
pub(crate) mod serde;
pub(crate) mod tree;
mod word_table;
pub mod xml;

pub use decoder::Decoder;
pub use encodable::Encodable;
pub use encoder::Encoder;
pub use media_type::{MediaType, UnknownMediaType};
pub use patch::PatchProfile;
pub use xml::Contract;
