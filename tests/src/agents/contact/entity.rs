//! Companies with all their properties.

use std::collections::BTreeMap;

use webhook_model::{Associate, Carrier, DateTime, NetServerEntity};

use crate::agents::address::Address;
use crate::agents::country::Country;
use crate::agents::lists::{Business, Category, CustomerLanguage, TicketPriority};
use crate::agents::mdo::SelectableMdoListItem;
use crate::agents::person::Person;
use crate::agents::person::entity::SavedUtmParameters;

/// A company with all its properties.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "Contact",
    operations(create_default, get, save, delete),
    carrier
)]
pub struct ContactEntity {
    #[netserver(key)]
    pub contact_id: i32,
    pub name: Option<String>,
    pub department: Option<String>,
    pub org_nr: Option<String>,
    pub number1: Option<String>,
    pub number2: Option<String>,
    #[netserver(date = utc)]
    pub updated_date: DateTime,
    #[netserver(date = utc)]
    pub created_date: DateTime,
    pub emails: Option<Vec<EntityElement>>,
    pub interests: Option<Vec<SelectableMdoListItem>>,
    pub urls: Option<Vec<EntityElement>>,
    pub phones: Option<Vec<EntityElement>>,
    pub faxes: Option<Vec<EntityElement>>,
    pub description: Option<String>,
    pub updated_by: Option<Associate>,
    pub created_by: Option<Associate>,
    pub associate: Option<Associate>,
    pub business: Option<Business>,
    pub category: Option<Category>,
    pub country: Option<Country>,
    pub persons: Option<Vec<Person>>,
    pub no_mailing: bool,
    pub kananame: Option<String>,
    pub xstop: bool,
    pub active_interests: i32,
    pub group_id: i32,
    pub active_status_monitor_id: i32,
    pub support_associate: Option<Associate>,
    pub ticket_priority: Option<TicketPriority>,
    pub customer_language: Option<CustomerLanguage>,
    pub deleted: i16,
    pub dbi_agent_id: i32,
    pub dbi_last_syncronized: DateTime,
    pub dbi_key: Option<String>,
    pub dbi_last_modified: DateTime,
    pub support_person: Option<Person>,
    pub address: Option<Address>,
    pub source: i16,
    pub active_erp_links: i32,
    pub bounce_emails: Option<Vec<String>>,
    pub domains: Option<Vec<String>>,
    pub utm_parameters: Option<SavedUtmParameters>,
    pub user_defined_fields: Option<BTreeMap<String, String>>,
    pub extra_fields: Option<BTreeMap<String, String>>,
    pub custom_fields: Option<BTreeMap<String, String>>,
    pub carrier: Carrier,
}

/// A phone number, e-mail address or web address of a company or person.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct EntityElement {
    pub value: Option<String>,
    pub stripped_value: Option<String>,
    pub description: Option<String>,
    pub carrier: Carrier,
}
