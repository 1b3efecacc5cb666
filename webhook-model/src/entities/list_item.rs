//! `MdoListItem`: an item of a list, as other entities refer to one.

use webhook_derive::NetServerEntity;

use super::Carrier;

/// An item of one of the CRM's lists, with the items below it (vendor documentation of the MDO
/// agent).
///
/// ```
/// use webhook_model::MediaType;
/// use webhook_model::entities::MdoListItem;
///
/// let body = br#"{"Id": 11, "Name": "Anna", "ChildItems": [{"Id": 12}]}"#;
/// let item = MdoListItem::decode(MediaType::ApplicationJson, body)?;
/// assert_eq!(item.child_items.map(|below| below.len()), Some(1));
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "MDOListItem", carrier)]
pub struct MdoListItem {
    /// The primary key in the list's table.
    pub id: i32,
    /// The text of the item.
    pub name: Option<String>,
    /// The text beside the item.
    pub tool_tip: Option<String>,
    /// Whether the item is retired.
    pub deleted: bool,
    /// The position in the list.
    pub rank: i32,
    /// The kind of item, in lists with several kinds.
    pub r#type: Option<String>,
    /// The items below. In the vendor's schema each may be null, and in its samples null ends the tree.
    pub child_items: Option<Vec<Option<MdoListItem>>>,
    /// The name of an icon.
    pub icon_hint: Option<String>,
    /// A colour as a number; 0 for none.
    pub color_block: i32,
    /// Additional information, whose meaning depends on the list.
    pub extra_info: Option<String>,
    /// The style of the item.
    pub style_hint: Option<String>,
    /// The text, with the texts of the items above.
    pub full_name: Option<String>,
    /// The inherited properties.
    pub carrier: Carrier,
}
