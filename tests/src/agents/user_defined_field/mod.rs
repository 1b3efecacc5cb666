//! The `UserDefinedFieldInfo` agent: fields added by the customer.

pub mod changes;
pub mod custom;
pub mod members;
pub mod publishing;
pub mod questions;

use webhook_model::{Carrier, NetServerEntity, NetServerEnum, UnknownVariant};

/// A user-defined field and its position in the form.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "UserDefinedFieldInfo",
    operations(create_default, get, save, delete),
    carrier
)]
pub struct UserDefinedFieldInfo {
    #[netserver(key)]
    pub u_def_field_id: i32,
    pub column_id: i32,
    pub field_default: Option<String>,
    pub field_height: i16,
    pub field_label: Option<String>,
    pub field_left: i16,
    pub field_top: i16,
    pub field_type: UDefFieldType,
    pub field_width: i16,
    pub format_mask: Option<String>,
    pub hide_label: bool,
    pub is_indexed: bool,
    pub label_height: i16,
    pub label_left: i16,
    pub label_top: i16,
    pub label_width: i16,
    pub last_version_id: i32,
    pub list_table_id: i16,
    pub is_mandatory: bool,
    pub r#type: UDefType,
    pub page1_line_no: i16,
    pub prog_id: Option<String>,
    pub is_read_only: bool,
    pub short_label: Option<String>,
    pub tab_order: i16,
    pub text_length: i16,
    pub tooltip: Option<String>,
    pub udef_identity: i32,
    #[netserver(rename = "UDListDefinitionId")]
    pub ud_list_definition_id: i32,
    pub justification: UdefJustification,
    pub version: i16,
    pub template_variable_name: Option<String>,
    pub has_been_published: bool,
    pub mdo_list_name: Option<String>,
    pub carrier: Carrier,
}

/// The kind of entity with a user-defined field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum UDefType {
    Invalid = 0,
    Contact = 7,
    Person = 8,
    Project = 9,
    Sale = 10,
    Temp = 11,
    Appointment = 12,
    Document = 13,
    None = 14,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The type of a user-defined field. No variant has the number 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum UDefFieldType {
    Number = 1,
    ShortText = 2,
    LongText = 3,
    Date = 4,
    UnlimitedDate = 5,
    Checkbox = 6,
    List = 7,
    Decimal = 8,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The alignment of text in a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum UdefJustification {
    Default = 0,
    Left = 1,
    Center = 2,
    Right = 3,
    #[netserver(other)]
    Other(UnknownVariant),
}
