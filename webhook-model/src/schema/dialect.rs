//! The two languages for descriptions of APIs.

/// The language of a description.
///
/// ```
/// use webhook_model::schema::Dialect;
///
/// assert_eq!(Dialect::default(), Dialect::OpenApi31);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// Swagger 2.0 (OpenAPI Specification 2.0), in the style of the vendor's own documents: enums are
    /// written inline, null is not mentioned, any value is an `object`, a 16-bit or unsigned number an
    /// `int32`, and a duration a plain string.
    Swagger2,
    /// OpenAPI 3.1, whose schemas are JSON Schema 2020-12: everything that the descriptions contain.
    #[default]
    OpenApi31,
}

impl Dialect {
    /// The prefix of a reference to a definition.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Swagger2 => "#/definitions/",
            Self::OpenApi31 => "#/components/schemas/",
        }
    }
}
