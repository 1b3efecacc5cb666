//! The bodies of the archive agent and of REST's lists.

use std::collections::BTreeMap;

use serde_json::Value;
use webhook_model::{NetServerEntity, NetServerEnum};

use super::filter::{Join, Restriction};
use super::operand::Operand;

/// The body of a request for one page.
#[derive(NetServerEntity)]
#[netserver(
    agent = "Archive",
    operation = "GetArchiveListByColumns",
    response = Option<Vec<ArchiveListItem>>
)]
pub(super) struct GetArchiveListByColumns {
    pub(super) provider_name: Option<String>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) sort_order: Option<Vec<ArchiveOrderByInfo>>,
    pub(super) restriction: Option<Vec<ArchiveRestrictionInfo>>,
    pub(super) entities: Option<Vec<String>>,
    pub(super) page: i32,
    pub(super) page_size: i32,
}

/// One column by which the rows are ordered.
#[derive(NetServerEntity)]
pub(super) struct ArchiveOrderByInfo {
    pub(super) name: Option<String>,
    pub(super) direction: OrderBySortType,
}

#[derive(Debug, Clone, Copy, NetServerEnum)]
#[netserver(rename_all = UPPERCASE)]
pub(super) enum OrderBySortType {
    Asc = 0,
    Desc = 1,
}

/// One comparison, without the members that are only for user interfaces.
#[derive(NetServerEntity)]
pub(super) struct ArchiveRestrictionInfo {
    name: Option<String>,
    operator: Option<String>,
    values: Option<Vec<String>>,
    is_active: bool,
    inter_parenthesis: i32,
    inter_operator: InterRestrictionOperator,
}

#[derive(Debug, Clone, Copy, NetServerEnum)]
enum InterRestrictionOperator {
    None = 0,
    And = 1,
    Or = 2,
}

impl ArchiveRestrictionInfo {
    pub(super) fn new(restriction: &Restriction) -> Self {
        let encoded = restriction.operands.iter().map(Operand::encoded);
        Self {
            name: Some(restriction.column.clone()),
            operator: Some(restriction.operator.to_owned()),
            values: Some(encoded.collect()),
            is_active: true,
            inter_parenthesis: restriction.parentheses,
            inter_operator: match restriction.join {
                Join::And => InterRestrictionOperator::And,
                Join::Or => InterRestrictionOperator::Or,
            },
        }
    }
}

/// A row of the archive agent.
#[derive(NetServerEntity)]
pub(super) struct ArchiveListItem {
    pub(super) entity_name: Option<Value>,
    pub(super) primary_key: Option<Value>,
    pub(super) column_data: Option<BTreeMap<String, Value>>,
}

/// A page of a list of REST.
#[derive(NetServerEntity)]
pub(super) struct List {
    pub(super) value: Option<Vec<BTreeMap<String, Value>>>,
    #[netserver(rename = "odata.nextLink")]
    pub(super) next_link: Option<String>,
}

/// A row of either kind, as cells by column name.
#[derive(Debug)]
pub(super) struct RawRow {
    pub(super) entity_name: Option<Value>,
    pub(super) primary_key: Option<Value>,
    pub(super) cells: BTreeMap<String, Value>,
}

impl From<ArchiveListItem> for RawRow {
    fn from(item: ArchiveListItem) -> Self {
        Self {
            entity_name: item.entity_name,
            primary_key: item.primary_key,
            cells: item.column_data.unwrap_or_default(),
        }
    }
}

impl RawRow {
    /// The members of a REST row: cells beside the key, or inside a member of their own.
    pub(super) fn of_members(mut members: BTreeMap<String, Value>) -> Self {
        let entity_name = members.remove("EntityName");
        let primary_key = members.remove("PrimaryKey");
        for name in ["Column", "ColumnData"] {
            let is_cells = |value: &Value| {
                let cells = value.as_object();
                cells.is_some_and(|cells| cells.values().all(Value::is_object))
            };
            if members.get(name).is_some_and(is_cells)
                && let Some(Value::Object(cells)) = members.remove(name)
            {
                members.extend(cells);
            }
        }
        Self {
            entity_name,
            primary_key,
            cells: members,
        }
    }
}
