//! Recent activities of a company.

use webhook_model::{DateTime, NetServerEntity, NetServerEnum, UnknownVariant};

use crate::agents::chat::session::ChatSummaryItem;
use crate::agents::contact::overview::Contact;
use crate::agents::sale::SaleStatus;

/// A company and its recent activities.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ContactSummary {
    pub contact: Option<Contact>,
    pub tickets: Option<Vec<TicketSummaryItem>>,
    pub followups: Option<Vec<ActivitySummaryItem>>,
    pub documents: Option<Vec<ActivitySummaryItem>>,
    pub sales: Option<Vec<SaleSummaryItem>>,
    pub chats: Option<Vec<ChatSummaryItem>>,
}

/// A follow-up or document in the summary of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ActivitySummaryItem {
    pub appointment_id: i32,
    pub document_id: i32,
    pub date: DateTime,
    pub description: Option<String>,
    pub completed: ActivityStatus,
    #[netserver(date = utc)]
    pub registered: DateTime,
}

/// A sale in the summary of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct SaleSummaryItem {
    pub sale_id: i32,
    pub sale_date: DateTime,
    pub probability: i16,
    pub heading: Option<String>,
    pub amount: f64,
    pub currency: Option<String>,
    pub amount_in_base_currency: f64,
    pub status: SaleStatus,
    pub completed: ActivityStatus,
    #[netserver(date = utc)]
    pub registered: DateTime,
}

/// A ticket in the summary of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct TicketSummaryItem {
    pub ticket_id: i32,
    pub ticket_status: i32,
    pub title: Option<String>,
    pub registered: DateTime,
    pub icon_hint: Option<String>,
}

/// The status of an activity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum ActivityStatus {
    Unknown = 0,
    NotStarted = 1,
    Started = 2,
    Completed = 3,
    #[netserver(other)]
    Other(UnknownVariant),
}
