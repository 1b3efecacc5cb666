//! A user's rights on a table and its fields: the parts of the base carrier.

use webhook_derive::{NetServerEntity, NetServerEnum};

use crate::property::flags::Flags;

/// A user's rights on a table.
///
/// ```
/// use webhook_model::{ETableRight, TableRight};
///
/// let mut right = TableRight::create_default();
/// right.mask.insert(ETableRight::Full);
/// assert!(right.mask.contains(ETableRight::Delete));
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct TableRight {
    /// The rights.
    pub mask: Flags<ETableRight>,
    /// The reason for a missing right, as text.
    pub reason: Option<String>,
}

/// Information about a field, and a user's rights on it.
///
/// ```
/// let field = webhook_model::FieldProperty::create_default();
/// assert_eq!(field.field_length, 0);
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldProperty {
    /// The rights.
    pub field_right: Option<FieldRight>,
    /// The field's type in .NET.
    pub field_type: Option<String>,
    /// The maximum number of characters; 0 means unlimited.
    pub field_length: i32,
}

/// A user's rights on a field.
///
/// ```
/// use webhook_model::{EFieldRight, FieldRight};
///
/// let mut right = FieldRight::create_default();
/// right.mask.insert(EFieldRight::Read);
/// assert_eq!(right.mask.to_string(), "Read");
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldRight {
    /// The rights.
    pub mask: Flags<EFieldRight>,
    /// The reason for a missing right, as text.
    pub reason: Option<String>,
}

/// Rights on a table, with the vendor's names for combinations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
#[non_exhaustive]
pub enum ETableRight {
    /// No right.
    None = 0,
    /// Read rows.
    #[netserver(alias = "R")]
    Select = 1,
    /// Change rows.
    Update = 2,
    /// Read and change.
    #[netserver(rename = "UR")]
    Ur = 3,
    /// Add rows.
    Insert = 4,
    /// Read and add.
    #[netserver(rename = "RI")]
    Ri = 5,
    /// Read, change and add.
    #[netserver(rename = "URI")]
    Uri = 7,
    /// Remove rows.
    Delete = 8,
    /// Read, change and remove.
    #[netserver(rename = "UDR")]
    Udr = 11,
    /// Read, change, add and remove.
    #[netserver(rename = "FULL")]
    Full = 15,
    /// See rows in a search.
    #[netserver(alias = "F")]
    Filtering = 16,
    /// Read and see in a search.
    #[netserver(rename = "RF")]
    Rf = 17,
    /// Add and see in a search.
    #[netserver(rename = "FI")]
    Fi = 20,
    /// Change some fields.
    RestrictedUpdate = 32,
    /// Change, also some fields only.
    #[netserver(rename = "URU")]
    Uru = 34,
    /// Change and add.
    #[netserver(rename = "WRITE")]
    Write = 38,
    /// Unused.
    Unused1 = 64,
    /// Not yet determined.
    Uninitialized = 128,
}

/// Rights on a field, with the vendor's names for combinations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
#[non_exhaustive]
pub enum EFieldRight {
    /// No right.
    None = 0,
    /// Read the field.
    Read = 1,
    /// Write the field.
    Write = 2,
    /// Read and write.
    Update = 3,
    /// Unused.
    Unused1 = 4,
    /// Unused.
    Unused2 = 8,
    /// Unused.
    Unused3 = 16,
    /// May be empty.
    #[netserver(alias = "Nullable")]
    Unused4 = 32,
    /// Show as mandatory.
    #[netserver(rename = "UIHintMandatory")]
    UiHintMandatory = 64,
    /// Show as read-only.
    #[netserver(rename = "UIHintReadOnly")]
    UiHintReadOnly = 128,
    /// Both of these.
    #[netserver(rename = "UIHints")]
    UiHints = 192,
    /// Unused.
    UndefinedValue256 = 256,
}
