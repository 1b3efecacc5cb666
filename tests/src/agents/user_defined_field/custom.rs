//! Custom fields: a family with the tag `FieldType`.

use webhook_model::{NetServerEntity, NetServerEnum, UnknownEntity, UnknownVariant};

use crate::agents::user_defined_field::members::{
    FieldInfoAttachment, FieldInfoBlob, FieldInfoBool, FieldInfoDate, FieldInfoDateTime,
    FieldInfoDecimal, FieldInfoDynamicLink, FieldInfoInt, FieldInfoListText, FieldInfoLongText,
    FieldInfoMdoList, FieldInfoRelation, FieldInfoShortText, FieldInfoTime, FieldInfoTimeSpan,
};

/// Any custom field.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "FieldType", entity = "FieldInfoBase")]
pub enum FieldInfo {
    Attachment(FieldInfoAttachment),
    Blob(FieldInfoBlob),
    #[netserver(rename = "Checkbox")]
    Bool(FieldInfoBool),
    Date(FieldInfoDate),
    DateTime(FieldInfoDateTime),
    Decimal(FieldInfoDecimal),
    DynamicLink(FieldInfoDynamicLink),
    #[netserver(rename = "Integer")]
    Int(FieldInfoInt),
    MdoList(FieldInfoMdoList),
    ListText(FieldInfoListText),
    LongText(FieldInfoLongText),
    #[netserver(rename = "RelationTo")]
    Relation(FieldInfoRelation),
    ShortText(FieldInfoShortText),
    Time(FieldInfoTime),
    TimeSpan(FieldInfoTimeSpan),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// The properties of all custom fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoBase {
    pub field_type: CustomFieldType,
    pub field_name: Option<String>,
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub short_label: Option<String>,
    pub hide_label: bool,
    pub hide_field: bool,
    pub is_indexed: bool,
    pub is_mandatory: bool,
    pub is_read_only: bool,
    pub is_external: bool,
    pub is_display_field: bool,
    pub rank: i32,
    pub template_variable_name: Option<String>,
}

/// The type of a custom field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum CustomFieldType {
    Unknown = 0,
    Integer = 1,
    ShortText = 2,
    LongText = 3,
    Date = 4,
    Blob = 5,
    Checkbox = 6,
    MdoList = 7,
    Decimal = 8,
    DateTime = 9,
    Time = 10,
    TimeSpan = 11,
    RelationTo = 12,
    Attachment = 13,
    DynamicLink = 14,
    ListText = 15,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// Requests the custom fields of a table.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetCustomFieldInfoList", response = Option<Vec<FieldInfo>>)]
pub struct GetCustomFieldInfoList {
    pub table_name: Option<String>,
    pub include_standard: bool,
}

/// Requests one custom field of a table.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "UserDefinedFieldInfo", operation = "GetCustomFieldInfo", response = Option<FieldInfo>)]
pub struct GetCustomFieldInfo {
    pub table_name: Option<String>,
    pub field_name: Option<String>,
}
