//! Requests for user-defined fields.

use webhook_model::NetServerEntity;

use crate::agents::user_defined_field::{UDefType, UserDefinedFieldInfo};

/// Requests the fields, including unpublished ones.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetUserDefinedFieldList", response = Option<Vec<UserDefinedFieldInfo>>)]
pub struct GetUserDefinedFieldList {
    pub owner_type: UDefType,
}

/// Requests the published fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetPublishedUserDefinedFieldList", response = Option<Vec<UserDefinedFieldInfo>>)]
pub struct GetPublishedUserDefinedFieldList {
    pub owner_type: UDefType,
}

/// Requests the field with a label, even if it is unpublished.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetUserDefinedFieldFromFieldLabel", response = Option<UserDefinedFieldInfo>)]
pub struct GetUserDefinedFieldFromFieldLabel {
    pub field_label: Option<String>,
    pub owner_type: UDefType,
}

/// Requests the published field with a label.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetPublishedUserDefinedFieldFromFieldLabel", response = Option<UserDefinedFieldInfo>)]
pub struct GetPublishedUserDefinedFieldFromFieldLabel {
    pub field_label: Option<String>,
    pub owner_type: UDefType,
}

/// Requests the field with a program id, even if it is unpublished.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetUserDefinedFieldFromProgId", response = Option<UserDefinedFieldInfo>)]
pub struct GetUserDefinedFieldFromProgId {
    pub prog_id: Option<String>,
    pub owner_type: UDefType,
}

/// Requests the published field with a program id.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetPublishedUserDefinedFieldFromProgId", response = Option<UserDefinedFieldInfo>)]
pub struct GetPublishedUserDefinedFieldFromProgId {
    pub prog_id: Option<String>,
    pub owner_type: UDefType,
}

/// Requests fields by their keys.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetUserDefinedFieldFromIds", response = Option<Vec<UserDefinedFieldInfo>>)]
pub struct GetUserDefinedFieldFromIds {
    pub ids: Option<Vec<i32>>,
}

/// Requests the fields with these program ids.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetUserDefinedFieldFromProgIds", response = Option<Vec<UserDefinedFieldInfo>>)]
pub struct GetUserDefinedFieldFromProgIds {
    pub prog_ids: Option<Vec<String>>,
    pub owner_type: UDefType,
}

/// Requests the fields on the first page, including unpublished ones.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetUserDefinedPageOneFields", response = Option<Vec<UserDefinedFieldInfo>>)]
pub struct GetUserDefinedPageOneFields {
    pub owner_type: UDefType,
    pub user_group_id: i32,
}

/// Requests the published fields on the first page.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetPublishedUserDefinedPageOneFields", response = Option<Vec<UserDefinedFieldInfo>>)]
pub struct GetPublishedUserDefinedPageOneFields {
    pub owner_type: UDefType,
    pub user_group_id: i32,
}

/// Requests the changed lines of the first page.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetChangedPageOneFields", response = Option<Vec<bool>>)]
pub struct GetChangedPageOneFields {
    pub owner_type: UDefType,
    pub user_group_id: i32,
}
