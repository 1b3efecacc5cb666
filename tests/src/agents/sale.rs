//! Sales.

use webhook_model::{Carrier, DateTime, NetServerEntity, NetServerEnum, UnknownVariant};

use crate::agents::contact::summary::ActivityStatus;

/// A sale in a list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Sale {
    pub contact_name: Option<String>,
    pub sale_date: DateTime,
    pub sale_id: i32,
    pub probability: i16,
    pub title: Option<String>,
    pub amount: f64,
    pub currency: Option<String>,
    pub project_name: Option<String>,
    pub associate_full_name: Option<String>,
    pub description: Option<String>,
    pub status: SaleStatus,
    pub weighted_amount: f64,
    pub project_id: i32,
    pub earning_percent: f64,
    pub earning: f64,
    pub contact_id: i32,
    pub associate_id: i32,
    pub person_id: i32,
    pub sale_type_id: i32,
    pub sale_type_name: Option<String>,
    pub person_full_name: Option<String>,
    pub completed: ActivityStatus,
    pub active_erp_links: i32,
    pub next_due_date: DateTime,
    pub number: Option<String>,
    pub carrier: Carrier,
}

/// The status of a sale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum SaleStatus {
    Unknown = 0,
    Open = 1,
    Sold = 2,
    Lost = 3,
    Stalled = 4,
    SaintAll = 1000,
    #[netserver(other)]
    Other(UnknownVariant),
}
