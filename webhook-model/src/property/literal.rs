//! What `#[netserver(default = ..)]` may say for which type, checked by the compiler.

/// A property type that a literal of type `L` can be the default of.
///
/// ```
/// use webhook_model::property::FromLiteral;
///
/// let events: Option<Vec<String>> = FromLiteral::from_literal(["contact.created"]);
/// assert_eq!(events.unwrap(), ["contact.created"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "this default is no value of `{Self}`",
    label = "not a value of `{Self}`",
    note = "text: `default = \"..\"`; a list: `default = [\"..\", \"..\"]`; a number: `default = 1`; an enum: `default = Variant`, without quotes"
)]
pub trait FromLiteral<L> {
    /// The property's value.
    fn from_literal(literal: L) -> Self;
}
