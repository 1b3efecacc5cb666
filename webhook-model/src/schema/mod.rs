//! Descriptions of entities for other programs: OpenAPI 3.1, Swagger 2.0 and XML Schema.
//!
//! Everything comes from the descriptions of entities ([`Entity`]), with no code per entity.
//!
//! | function | answers |
//! |---|---|
//! | [`document`] | a whole description of an API, with the paths of the entities' operations |
//! | [`document_with`] | the same, with operations that are declared on their request bodies |
//! | [`definitions`] | the schemas of entities and of all that they reach |
//! | [`xsd`] | XML Schemas that the XML bodies are valid against |
//!
//! ```
//! use webhook_model::schema::{self, Dialect, DocumentInfo};
//! use webhook_model::{NetServerEntity, Webhook};
//!
//! let info = DocumentInfo { title: "Webhook agent", version: "1.0", server: None };
//! let document = schema::document(&[Webhook::ENTITY], Dialect::OpenApi31, &info);
//! assert!(document.contains("/api/v1/Agents/Webhook/CreateDefaultWebhook"));
//! ```

mod call;
mod definitions;
mod dialect;
mod document;
mod family;
mod fixed;
mod headers;
mod node;
mod operations;
mod registry;
mod responses;
mod rules;
mod security;
mod types;
mod xsd;

pub use call::OperationInfo;
pub use definitions::{Definitions, definitions};
pub use dialect::Dialect;
pub use document::{DocumentInfo, document, document_with};
pub use xsd::{XsdFile, xsd};

#[cfg(doc)]
use crate::entity::Entity;

/// JSON text, on one line or many.
fn text(object: &node::Object, pretty: bool) -> String {
    let text = if pretty {
        serde_json::to_string_pretty(object)
    } else {
        serde_json::to_string(object)
    };
    // Keys are strings and numbers are finite, so this cannot fail.
    text.unwrap_or_default()
}
