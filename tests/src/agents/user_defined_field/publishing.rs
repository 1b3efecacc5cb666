//! Publishing changes to user-defined fields.

use webhook_model::NetServerEntity;

use crate::agents::user_defined_field::UDefType;

/// Publishes changes to fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "Publish", response = i32)]
pub struct Publish {
    pub owner_type: UDefType,
}

/// Throws away changes to fields that are not published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "Revert")]
pub struct Revert {
    pub owner_type: UDefType,
}

/// Asks whether changes wait to be published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "DetectUnpublishedChanges", response = bool)]
pub struct DetectUnpublishedChanges {
    pub owner_type: UDefType,
}

/// Asks whether a field would move to another column.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "DetectColumnIdChanges", response = bool)]
pub struct DetectColumnIdChanges {
    pub owner_type: UDefType,
}

/// Asks whether fields are being published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "IsPublishEventActive", response = bool)]
pub struct IsPublishEventActive {
    pub r#type: UDefType,
}

/// Asks whether fields of any owner are being published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "IsAnyPublishEventActive", response = bool)]
pub struct IsAnyPublishEventActive {}

/// Says that fields are about to be published.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "UserDefinedFieldInfo",
    operation = "SetPublishStartSystemEvent"
)]
pub struct SetPublishStartSystemEvent {
    pub owner_type: UDefType,
}

/// Makes the server read the fields anew.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "ClearCaches")]
pub struct ClearCaches {}
