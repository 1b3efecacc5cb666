//! The MDO agent: lists of every kind.

pub mod requests;

pub use webhook_model::entities::MdoListItem;
use webhook_model::{Carrier, DateTime, NetServerEntity};

/// An item of a list from which several can be chosen.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "SelectableMDOListItem", carrier)]
pub struct SelectableMdoListItem {
    pub id: i32,
    pub name: Option<String>,
    pub tool_tip: Option<String>,
    pub deleted: bool,
    pub rank: i32,
    pub r#type: Option<String>,
    pub color_block: i32,
    pub icon_hint: Option<String>,
    pub selected: bool,
    pub last_changed: DateTime,
    /// As in [`MdoListItem`].
    pub child_items: Option<Vec<Option<SelectableMdoListItem>>>,
    pub extra_info: Option<String>,
    pub style_hint: Option<String>,
    pub hidden: bool,
    pub full_name: Option<String>,
    pub carrier: Carrier,
}
