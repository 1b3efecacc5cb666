//! Requests that change user-defined fields.

use webhook_model::NetServerEntity;

use crate::agents::user_defined_field::{UDefFieldType, UDefType, UserDefinedFieldInfo};

/// Requests a new field of a type.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "CreateUserDefinedFieldInfo", response = Option<UserDefinedFieldInfo>)]
pub struct CreateUserDefinedFieldInfo {
    pub owner_type: UDefType,
    pub field_type: UDefFieldType,
}

/// Changes the type of a field.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "ChangeFieldType", response = Option<UserDefinedFieldInfo>)]
pub struct ChangeFieldType {
    pub info: Option<UserDefinedFieldInfo>,
    pub field_type: UDefFieldType,
    pub is_indexed: bool,
}

/// Saves several fields at once.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "UserDefinedFieldInfo",
    operation = "SaveUserDefinedFieldInfos"
)]
pub struct SaveUserDefinedFieldInfos {
    pub infos: Option<Vec<UserDefinedFieldInfo>>,
}

/// Adds a field to the first page.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "UserDefinedFieldInfo",
    operation = "SetUserDefinedPageOneField"
)]
pub struct SetUserDefinedPageOneField {
    pub owner_type: UDefType,
    pub udef_field_id: i32,
    pub user_group_id: i32,
    pub field_line_no: i32,
}

/// Enables or disables a separate first page for each group.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "SetPageOneFieldGrouping")]
pub struct SetPageOneFieldGrouping {
    pub owner_type: UDefType,
    pub active: bool,
}

/// Sets the list of a field by the list's key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "SetListTableIdAndUDListDefinitionIdFromSelectedListId", response = Option<UserDefinedFieldInfo>)]
pub struct SetListTableIdAndUDListDefinitionIdFromSelectedListId {
    pub info: Option<UserDefinedFieldInfo>,
    pub selected_list_id: i32,
}

/// Requests the key of a field's list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "FigureOutListIdFromListTableIdAndUDListDefinitionId", response = i32)]
pub struct FigureOutListIdFromListTableIdAndUDListDefinitionId {
    pub info: Option<UserDefinedFieldInfo>,
}

/// Sets the order of fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "SetRankOnFields")]
pub struct SetRankOnFields {
    pub owner_type: UDefType,
    pub ranked_fields_ids: Option<Vec<i32>>,
}
