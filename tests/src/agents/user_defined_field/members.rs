//! The members of the family of custom fields.

use webhook_model::{DateTime, NetServerEntity};

use crate::agents::user_defined_field::custom::FieldInfoBase;

/// A field with a file.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoAttachment {
    pub default_value: i32,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with bytes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoBlob {
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A check box.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoBool {
    pub default_value: bool,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a date.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoDate {
    pub default_value: DateTime,
    pub is_default_now: bool,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a date and time.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoDateTime {
    pub default_value: DateTime,
    pub is_default_now: bool,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a decimal number.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoDecimal {
    pub default_value: f64,
    pub precision: i32,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a link.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoDynamicLink {
    pub link_name: Option<String>,
    pub link_value: Option<String>,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with an integer.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoInt {
    pub default_value: i32,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a list item.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoMdoList {
    pub default_value: i32,
    pub mdo_list_name: Option<String>,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with one of several given texts.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoListText {
    pub default_value: Option<String>,
    pub text_length: i16,
    pub choices: Option<Vec<String>>,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with several lines of text.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoLongText {
    pub default_value: Option<String>,
    pub is_html: bool,
    pub use_text_area: bool,
    pub num_rows: i32,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A reference to a row of another table.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoRelation {
    pub default_value: i32,
    pub target_table: Option<String>,
    pub target_label: Option<String>,
    pub use_drop_down: bool,
    pub mdo_list_name: Option<String>,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with one line of text.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoShortText {
    pub default_value: Option<String>,
    pub text_length: i16,
    pub format_mask: Option<String>,
    pub is_html: bool,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a time of day.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoTime {
    pub default_value: DateTime,
    pub is_default_now: bool,
    #[netserver(base)]
    pub base: FieldInfoBase,
}

/// A field with a duration.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct FieldInfoTimeSpan {
    pub default_value: i32,
    pub use_days: bool,
    pub use_hours: bool,
    pub use_minutes: bool,
    pub max_num: i32,
    #[netserver(base)]
    pub base: FieldInfoBase,
}
