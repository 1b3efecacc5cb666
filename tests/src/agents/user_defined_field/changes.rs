//! Requests that change user-defined fields.

use webhook_model::NetServerEntity;

use crate::agents::user_defined_field::{UDefFieldType, UDefType, UserDefinedFieldInfo};

/// Asks for a new field of a type.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "CreateUserDefinedFieldInfo", response = Option<UserDefinedFieldInfo>)]
pub struct CreateUserDefinedFieldInfo {
    pub owner_type: UDefType,
    pub field_type: UDefFieldType,
}

/// Makes a field one of another type.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "ChangeFieldType", response = Option<UserDefinedFieldInfo>)]
pub struct ChangeFieldType {
    pub info: Option<UserDefinedFieldInfo>,
    pub field_type: UDefFieldType,
    pub is_indexed: bool,
}

/// Keeps several fields at once.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "UserDefinedFieldInfo",
    operation = "SaveUserDefinedFieldInfos"
)]
pub struct SaveUserDefinedFieldInfos {
    pub infos: Option<Vec<UserDefinedFieldInfo>>,
}

/// Puts a field on the first page.
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

/// Turns the first page's own fields per group on or off.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "SetPageOneFieldGrouping")]
pub struct SetPageOneFieldGrouping {
    pub owner_type: UDefType,
    pub active: bool,
}

/// Sets a field's list by the list's key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "SetListTableIdAndUDListDefinitionIdFromSelectedListId", response = Option<UserDefinedFieldInfo>)]
pub struct SetListTableIdAndUDListDefinitionIdFromSelectedListId {
    pub info: Option<UserDefinedFieldInfo>,
    pub selected_list_id: i32,
}

/// Asks for the key of a field's list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "FigureOutListIdFromListTableIdAndUDListDefinitionId", response = i32)]
pub struct FigureOutListIdFromListTableIdAndUDListDefinitionId {
    pub info: Option<UserDefinedFieldInfo>,
}

/// Puts fields in order.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "SetRankOnFields")]
pub struct SetRankOnFields {
    pub owner_type: UDefType,
    pub ranked_fields_ids: Option<Vec<i32>>,
}
