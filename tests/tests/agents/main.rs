//! The seven published agents, declared with the derive.

mod catalogue;
mod defaults;
mod descriptions;
mod filled;
mod formats;
mod json;
mod other_types;
mod schema;
mod xml;
