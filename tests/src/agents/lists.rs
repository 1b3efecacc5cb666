//! Items of lists that companies, persons and tickets refer to.

use webhook_model::{Carrier, NetServerEntity, NetServerEnum, UnknownVariant};

/// A line of business.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Business {
    pub id: i32,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    pub carrier: Carrier,
}

/// A category of companies.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Category {
    pub id: i32,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    #[netserver(web_api_only)]
    pub category_group: CategoryGroup,
    #[netserver(web_api_only)]
    pub enable_lead_status: bool,
    #[netserver(web_api_only)]
    pub rank: i32,
    #[netserver(web_api_only)]
    pub deleted: bool,
    pub carrier: Carrier,
}

/// The kind of a category.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum CategoryGroup {
    Unknown = 0,
    Customer = 1,
    PotentialCustomer = 2,
    Partner = 3,
    Lost = 4,
    Other = 5,
    #[netserver(other)]
    Newer(UnknownVariant),
}

/// A language of customers.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct CustomerLanguage {
    pub id: i32,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    pub carrier: Carrier,
}

/// A position of a person.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Position {
    pub id: i32,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    pub carrier: Carrier,
}

/// A category of tickets.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct TicketCategory {
    pub id: i32,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    pub carrier: Carrier,
}

/// A priority of tickets.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct TicketPriority {
    pub id: i32,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    pub carrier: Carrier,
}
