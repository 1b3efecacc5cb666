//! Publishing changes to user-defined fields.

use webhook_model::NetServerEntity;

use crate::agents::user_defined_field::UDefType;

/// Publishes changes to fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "Publish", response = i32)]
pub struct Publish {
    pub owner_type: UDefType,
}

/// Discards unpublished changes to fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "Revert")]
pub struct Revert {
    pub owner_type: UDefType,
}

/// Checks whether there are unpublished changes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "DetectUnpublishedChanges", response = bool)]
pub struct DetectUnpublishedChanges {
    pub owner_type: UDefType,
}

/// Checks whether a field would move to another column.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "DetectColumnIdChanges", response = bool)]
pub struct DetectColumnIdChanges {
    pub owner_type: UDefType,
}

/// Checks whether fields are being published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "IsPublishEventActive", response = bool)]
pub struct IsPublishEventActive {
    pub r#type: UDefType,
}

/// Checks whether fields of any owner are being published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "IsAnyPublishEventActive", response = bool)]
pub struct IsAnyPublishEventActive {}

/// Announces that fields are about to be published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "UserDefinedFieldInfo",
    operation = "SetPublishStartSystemEvent"
)]
pub struct SetPublishStartSystemEvent {
    pub owner_type: UDefType,
}

/// Makes the server reload the fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "ClearCaches")]
pub struct ClearCaches {}
