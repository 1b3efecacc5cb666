//! Swagger, OpenAPI and XSD.

mod bodies;
mod rules;
mod swagger;
mod xsd;
