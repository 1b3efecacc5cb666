//! Companies in lists and previews.

use webhook_model::{Carrier, DateTime, Flags, NetServerEntity, NetServerEnum};

use crate::agents::address::Address;

/// A company in a list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operations(get), carrier)]
pub struct Contact {
    #[netserver(key)]
    pub contact_id: i32,
    pub name: Option<String>,
    pub org_nr: Option<String>,
    pub department: Option<String>,
    #[netserver(rename = "URL")]
    pub url: Option<String>,
    pub city: Option<String>,
    pub direct_phone: Option<String>,
    pub associate_id: i32,
    pub country_id: i32,
    pub email_address: Option<String>,
    pub kananame: Option<String>,
    pub email_address_name: Option<String>,
    #[netserver(rename = "URLName")]
    pub url_name: Option<String>,
    pub associate_full_name: Option<String>,
    pub business_name: Option<String>,
    pub category_name: Option<String>,
    pub country_name: Option<String>,
    pub address: Option<Address>,
    pub formatted_address: Option<String>,
    pub full_name: Option<String>,
    pub is_owner_contact: bool,
    pub active_erp_links: i32,
    pub number1: Option<String>,
    pub number2: Option<String>,
    pub carrier: Carrier,
}

/// A company in a preview.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operations(create_default))]
pub struct PreviewContact {
    pub contact_id: i32,
    pub name: Option<String>,
    pub department: Option<String>,
    pub country_id: i32,
    pub number2: Option<String>,
    pub direct_phone: Option<String>,
    #[netserver(rename = "URL")]
    pub url: Option<String>,
    pub email_address: Option<String>,
    pub business_name: Option<String>,
    pub category_name: Option<String>,
    pub associate_full_name: Option<String>,
    pub address: Option<Address>,
}

/// The last activities of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct ContactActivity {
    pub contact_id: i32,
    pub department: Option<String>,
    pub org_nr: Option<String>,
    pub name: Option<String>,
    #[netserver(rename = "URL")]
    pub url: Option<String>,
    pub associate_full_name: Option<String>,
    pub action: Flags<ContactAction>,
    pub action_time: DateTime,
    pub category: Option<String>,
    pub activity_person_name: Option<String>,
    pub action_id: i32,
    pub person_id: i32,
    pub activity_person_id: i32,
    pub associate_id: i32,
    pub carrier: Carrier,
}

/// The kind of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum ContactAction {
    Unknown = 0,
    Created = 1,
    Updated = 2,
    NewActivity = 4,
    ActivityCompleted = 8,
    PersonAdded = 16,
    PersonUpdated = 32,
    DocumentAdded = 64,
    All = 127,
    UndefinedValue128 = 128,
}

/// The source of the list of recent companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum ContactSourceType {
    Unknown = 0,
    History = 1,
    Diary = 2,
    Favorites = 4,
    All = 7,
    UndefinedValue8 = 8,
}
