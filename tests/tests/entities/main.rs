//! The behaviour of derived structs and enums.

mod context_texts;
mod context_zones;
mod dates;
mod defaults;
mod encodable;
mod encoded_is_decoded;
mod enum_defaults;
mod families;
mod newtypes;
mod query_names;
mod recursion;
mod round_trips;
mod validation;
