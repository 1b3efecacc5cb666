//! The name of an event, in its parts.

use std::fmt;

use crate::property::text_format::is_event_name;

/// The name of an event: the kind of record, a dot, and the action.
///
/// The kind may contain a dot, as in `list.category.changed`: the last dot separates the action. An
/// event that is not about a record, such as `test`, has no action. Names are case-sensitive.
///
/// ```
/// use webhook_model::notification::EventName;
///
/// let name = EventName::parse("list.category.changed")?;
/// match (name.entity(), name.action()) {
///     ("contact", Some("created")) => { /* .. */ }
///     (entity, Some("changed")) => assert_eq!(entity, "list.category"),
///     _ => {}
/// }
/// assert_eq!(EventName::parse("test")?.action(), None);
/// # Ok::<(), webhook_model::notification::EventNameError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventName<'t> {
    entity: &'t str,
    action: Option<&'t str>,
}

impl<'t> EventName<'t> {
    /// Parses a name: words of ASCII letters, digits, `_` and `-`, joined by dots, of at most 200 bytes
    /// in total.
    ///
    /// ```
    /// use webhook_model::notification::EventName;
    ///
    /// assert!(EventName::parse("y_table.created").is_ok());
    /// assert!(EventName::parse("contact.").is_err());
    /// ```
    ///
    /// # Errors
    /// [`EventNameError`] for anything else.
    pub fn parse(name: &'t str) -> Result<Self, EventNameError> {
        if !is_event_name(name) {
            return Err(EventNameError);
        }
        Ok(match name.rsplit_once('.') {
            Some((entity, action)) => Self {
                entity,
                action: Some(action),
            },
            None => Self {
                entity: name,
                action: None,
            },
        })
    }

    /// The kind of record: the part before the last dot, or the whole name if there is none.
    #[must_use]
    pub const fn entity(&self) -> &'t str {
        self.entity
    }

    /// The action: the part after the last dot.
    #[must_use]
    pub const fn action(&self) -> Option<&'t str> {
        self.action
    }
}

impl fmt::Display for EventName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entity)?;
        self.action.map_or(Ok(()), |action| write!(f, ".{action}"))
    }
}

/// The error for a text that is not an event name.
///
/// ```
/// use webhook_model::notification::EventName;
///
/// let error = EventName::parse("contact created").unwrap_err();
/// assert!(error.to_string().contains("contact.created"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventNameError;

impl fmt::Display for EventNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an event's name is words of letters, digits, _ and -, joined by dots, such as contact.created, of at most 200 bytes",
        )
    }
}

impl std::error::Error for EventNameError {}
