//! What a text is beyond being text.

/// The format of a text property, as the schema says it and as defaults in source code are held to
/// it. Values that arrive are not checked against it: a server may know better.
///
/// ```
/// use webhook_model::NetServerEntity;
/// use webhook_model::property::text_format::TextFormat;
///
/// #[derive(NetServerEntity)]
/// struct Person {
///     #[netserver(format = email)]
///     email: Option<String>,
/// }
/// assert_eq!(Person::ENTITY.properties[0].format, Some(TextFormat::Email));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TextFormat {
    /// An address as in RFC 5321 section 4.1.2, without quotes: `person@example.com`.
    Email,
    /// An address of the scheme `https`, as in RFC 3986: `https://example.com/path`.
    HttpsUrl,
    /// What happened to what: `contact.created` (vendor documentation of webhooks).
    EventName,
}
