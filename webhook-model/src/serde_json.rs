//! The crate `serde_json`, in the version whose [`Value`] is a property type.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use webhook_model::Webhook;
//! use webhook_model::serde_json::{Value, json};
//!
//! let properties = BTreeMap::from([("source".to_owned(), json!({"id": 7}))]);
//! let hook = Webhook { properties: Some(properties), ..Webhook::create_default() };
//! let source = hook.properties.as_ref().and_then(|properties| properties.get("source"));
//! assert!(matches!(source, Some(Value::Object(members)) if members["id"] == 7));
//! ```

#[doc(no_inline)]
pub use ::serde_json::{
    Deserializer, Error, Map, Number, Result, Serializer, StreamDeserializer, from_reader,
    from_slice, from_str, from_value, json, to_string, to_string_pretty, to_value, to_vec,
    to_vec_pretty, to_writer, to_writer_pretty,
};

/// Any JSON value: `serde_json::Value` itself.
// Not a `pub use` of the enum or of the crate: the enum has a variant `String`, and with two items of
// that name in scope the compiler's messages would show `std::string::String` for every `String`.
pub type Value = ::serde_json::Value;
