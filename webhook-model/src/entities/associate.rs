//! `Associate`: a user of the CRM.

use std::collections::BTreeMap;

use webhook_derive::{NetServerEntity, NetServerEnum};

use super::Carrier;
use crate::property::enumeration::UnknownVariant;

/// A user, as other entities refer to one (vendor documentation of the Associate agent).
///
/// ```
/// use webhook_model::{Associate, MediaType};
///
/// let body = br#"{"AssociateId": 5, "Type": "InternalAssociate"}"#;
/// let user = Associate::decode(MediaType::ApplicationJson, body)?;
/// assert_eq!(user.associate_id, 5);
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Associate {
    /// The primary key.
    #[netserver(key)]
    pub associate_id: i32,
    /// The initials, unique in the CRM.
    pub name: Option<String>,
    /// The person that the user is; 0 for none.
    pub person_id: i32,
    /// The position in lists.
    pub rank: i16,
    /// The text beside the name.
    pub tooltip: Option<String>,
    /// The kind of user.
    pub r#type: UserType,
    /// The primary group.
    pub group_idx: i32,
    /// First and last name.
    pub full_name: Option<String>,
    /// The name in the order that is usual in the user's country.
    pub formal_name: Option<String>,
    /// Whether the user is retired.
    pub deleted: bool,
    /// The user in the service part of the CRM.
    pub ej_user_id: i32,
    /// The name to log in with.
    pub user_name: Option<String>,
    /// Fields that the customer has added to tables, by name.
    pub extra_fields: Option<BTreeMap<String, String>>,
    /// User-defined and extra fields together, by name.
    pub custom_fields: Option<BTreeMap<String, String>>,
    /// The rights of the current user.
    pub carrier: Carrier,
}

/// The kind of user.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
#[non_exhaustive]
pub enum UserType {
    /// Unknown.
    Unknown = 0,
    /// An employee.
    InternalAssociate = 1,
    /// A resource, such as a room or a projector.
    ResourceAssociate = 2,
    /// A customer's person with access.
    ExternalAssociate = 3,
    /// An anonymous user.
    AnonymousAssociate = 4,
    /// A program.
    SystemAssociate = 5,
    /// A kind from a newer server.
    #[netserver(other)]
    Other(UnknownVariant),
}
