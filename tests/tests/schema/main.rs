//! Swagger, OpenAPI and XSD.

mod bodies;
mod swagger;
mod xsd;
