//! The limits of the reader.

/// Bounds on a document, checked while it is read.
///
/// They keep the work and the memory for one request in proportion to its size. The defaults are far
/// above the needs of a `NetServer` entity: the most deeply nested published document has about ten
/// levels and declares six prefixes.
///
/// ```
/// # use webhook_model::format::xml::reader::XmlLimits;
/// let limits = XmlLimits { bytes: 64 * 1024, ..XmlLimits::default() };
/// assert_eq!(limits.depth, XmlLimits::DEPTH);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XmlLimits {
    /// Bytes of the whole document as received.
    pub bytes: usize,
    /// Elements open at one time; the root counts as one.
    pub depth: usize,
    /// Attributes of one element, namespace declarations included.
    pub attributes: usize,
    /// Namespace declarations in scope at one time.
    pub namespaces: usize,
    /// Bytes of one namespace name.
    pub namespace_bytes: usize,
    /// Values that the document may create: see [`MAX_VALUES`](crate::format::bounds::MAX_VALUES). The
    /// reader itself creates none.
    pub values: usize,
}

impl XmlLimits {
    /// Default of [`bytes`](Self::bytes): 16 MiB.
    pub const BYTES: usize = 16 * 1024 * 1024;
    /// Default of [`depth`](Self::depth).
    pub const DEPTH: usize = 128;
    /// Default of [`attributes`](Self::attributes).
    pub const ATTRIBUTES: usize = 64;
    /// Default of [`namespaces`](Self::namespaces).
    pub const NAMESPACES: usize = 64;
    /// Default of [`namespace_bytes`](Self::namespace_bytes).
    pub const NAMESPACE_BYTES: usize = 1024;
}

impl Default for XmlLimits {
    fn default() -> Self {
        Self {
            bytes: Self::BYTES,
            depth: Self::DEPTH,
            attributes: Self::ATTRIBUTES,
            namespaces: Self::NAMESPACES,
            namespace_bytes: Self::NAMESPACE_BYTES,
            values: crate::format::bounds::MAX_VALUES,
        }
    }
}
