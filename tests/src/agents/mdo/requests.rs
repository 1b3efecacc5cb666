//! Requests of the MDO agent.

use webhook_model::NetServerEntity;

use crate::agents::mdo::{MdoListItem, SelectableMdoListItem};

/// Requests a list, as a tree or flat.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetList", response = Option<Vec<MdoListItem>>)]
pub struct GetList {
    pub name: Option<String>,
    pub force_flat_list: bool,
    pub additional_info: Option<String>,
    pub only_history: bool,
}

/// Requests a list and adds items to its history.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetListWithHistory", response = Option<Vec<MdoListItem>>)]
pub struct GetListWithHistory {
    pub name: Option<String>,
    pub force_flat_list: bool,
    pub additional_info: Option<String>,
    pub history_items: Option<Vec<i32>>,
    pub only_history: bool,
}

/// Requests the items of a list that match a search.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetListWithRestriction", response = Option<Vec<MdoListItem>>)]
pub struct GetListWithRestriction {
    pub name: Option<String>,
    pub additional_info: Option<String>,
    pub search_value: Option<String>,
}

/// Requests a flat list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetSimpleList", response = Option<Vec<MdoListItem>>)]
pub struct GetSimpleList {
    pub name: Option<String>,
}

/// Requests one item of a list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetListItem", response = Option<MdoListItem>)]
pub struct GetListItem {
    pub list_name: Option<String>,
    pub id: i32,
}

/// Requests the names of all lists.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetListNames", response = Option<Vec<String>>)]
pub struct GetListNames {}

/// Requests the key of a user-defined list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetListIdByListName", response = i32)]
pub struct GetListIdByListName {
    pub name: Option<String>,
}

/// Requests a flat list with the selection.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetSelectableSimpleList", response = Option<Vec<SelectableMdoListItem>>)]
pub struct GetSelectableSimpleList {
    pub name: Option<String>,
}

/// Requests the items that match a search, with the selection.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetSelectableListWithRestriction", response = Option<Vec<SelectableMdoListItem>>)]
pub struct GetSelectableListWithRestriction {
    pub name: Option<String>,
    pub additional_info: Option<String>,
    pub search_value: Option<String>,
}

/// Requests a list with the selection and the given history.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetSelectableListWithHistory", response = Option<Vec<SelectableMdoListItem>>)]
pub struct GetSelectableListWithHistory {
    pub name: Option<String>,
    pub force_flat_list: bool,
    pub additional_info: Option<String>,
    pub history_items: Option<Vec<i32>>,
    pub only_history: bool,
}

/// Requests a list with the selection.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "GetSelectableList", response = Option<Vec<SelectableMdoListItem>>)]
pub struct GetSelectableList {
    pub name: Option<String>,
    pub force_flat_list: bool,
    pub additional_info: Option<String>,
    pub only_history: bool,
}

/// Saves the selection of a list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "MDO", operation = "SetSelected", response = Option<Vec<SelectableMdoListItem>>)]
pub struct SetSelected {
    pub name: Option<String>,
    pub additional_info: Option<String>,
    #[netserver(rename = "SelectableMDOList")]
    pub selectable_mdo_list: Option<Vec<SelectableMdoListItem>>,
}
