//! The six media types: one encoder and one decoder over descriptions, not generic over entities.

pub(crate) mod assign;
mod blank;
pub mod bounds;
mod decoder;
mod difference;
mod encoder;
mod exact_numbers;
mod holder;
pub(crate) mod json;
mod json_patch;
pub(crate) mod media_type;
mod merge_diff;
mod merge_patch;
mod named;
mod number;
pub(crate) mod output;
mod patch;
mod seen;
pub(crate) mod serde_bridge;
pub(crate) mod tree;
mod tree_write;
mod typed_walk;
mod unknown_names;
mod values;
pub mod xml;

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use json_patch::PatchProfile;
pub use media_type::{MediaType, UnknownMediaType};
pub use xml::Contract;
