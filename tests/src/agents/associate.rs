//! The Associate agent: users of the CRM.

use webhook_model::operation::Operation;
use webhook_model::{Associate, NetServerEntity, Secret};

/// Requests the user account of a person.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Associate", operation = "GetAssociateByPersonId", response = Option<Associate>)]
pub struct GetAssociateByPersonId {
    pub person_id: i32,
}

/// Requests the notes of a user.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Associate", operation = "GetNote", response = Option<Vec<String>>)]
pub struct GetNote {
    pub associate_id: i32,
}

/// Saves the notes of a user.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Associate", operation = "SaveNote")]
pub struct SaveNote {
    pub associate_id: i32,
    pub note: Option<Vec<String>>,
}

/// Requests the encryption key of a user's device.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Associate", operation = "GetEncryptionKey", response = Option<Secret>)]
pub struct GetEncryptionKey {}

/// Requests the users of a group.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Associate", operation = "GetAssociatesByGroup", response = Option<Vec<Associate>>)]
pub struct GetAssociatesByGroup {
    pub group_id: i32,
    pub r#type: i32,
}

/// Logs users off the desktop client.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Associate", operation = "LogOffWindowsUsers")]
pub struct LogOffWindowsUsers {
    pub associate_ids: Option<Vec<i32>>,
}

/// Requests a user. It has no body, and its response is an entity of another crate, so it is
/// declared by hand.
#[derive(Debug, Clone, Copy)]
pub struct GetAssociate;

impl Operation for GetAssociate {
    const PATH: &'static str = "/api/v1/Agents/Associate/GetAssociate";
    const QUERY: &'static [&'static str] = &["associateId"];
    type Request = ();
    type Response = Option<Associate>;
}

/// Requests users by their keys. The body is a list, not a struct, so it is declared by hand.
#[derive(Debug, Clone, Copy)]
pub struct GetAssociateList;

impl Operation for GetAssociateList {
    const PATH: &'static str = "/api/v1/Agents/Associate/GetAssociateList";
    type Request = Vec<i32>;
    type Response = Option<Vec<Associate>>;
}
