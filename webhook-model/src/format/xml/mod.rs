//! XML in both of NetServer's contracts: one writer and one reader serve both.
//!
//! Values can contain values of any kind, so the files that read values name each other, and so do
//! those that write them.

mod any_read;
mod any_simple;
mod any_write;
mod entry;
mod escape;
mod members;
pub(crate) mod names;
mod parse;
#[cfg(test)]
mod plain_tests;
mod read;
// For this project's own crates, which read XML that no entity describes.
#[doc(hidden)]
pub mod reader;
mod scopes;
mod simple;
mod soap;
mod unknown;
mod write;

pub(crate) use read::read;
pub(crate) use write::{Style, write};

/// Which of the two XML contracts a document follows.
///
/// The reader takes either, in any member order, with any or no namespace.
///
/// ```
/// use webhook_model::{Contract, Encoder, MediaType, Webhook};
///
/// let hook = Webhook::create_default();
/// let soap = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap).encode(&hook)?;
/// assert!(soap.starts_with(b"<Webhook xmlns=\"http://www.superoffice.net/ws/crm/NetServer/Services88\""));
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Contract {
    /// The data contract of the REST agents: members ordered by name, a base's first.
    #[default]
    WebApi,
    /// The contract of the SOAP services: members in declared order, a base's first.
    Soap,
}

impl Contract {
    /// The namespace that the contract's elements are in.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::WebApi => "http://www.superoffice.net/ws/crm/NetServer/11.6.0.0",
            Self::Soap => "http://www.superoffice.net/ws/crm/NetServer/Services88",
        }
    }
}

/// The namespace of `nil` and `type` (XML Schema part 1, section 2.6).
pub(crate) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace of the simple types (XML Schema part 2).
pub(crate) const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

/// The namespace of .NET's arrays of simple types.
pub(crate) const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

/// The declaration of its usual prefix, as an attribute.
pub(crate) const ARRAYS_DECLARED: &str =
    " xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"";

/// The namespace of a document that is a simple value by itself.
pub(crate) const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
