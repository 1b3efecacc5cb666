//! Persons with all their properties.

use std::collections::BTreeMap;

use webhook_model::{Associate, Carrier, DateTime, NetServerEntity, UserType};

use crate::agents::address::Address;
use crate::agents::contact::entity::EntityElement;
use crate::agents::contact::overview::Contact;
use crate::agents::country::Country;
use crate::agents::lists::{Business, Category, CustomerLanguage, Position, TicketPriority};
use crate::agents::mdo::SelectableMdoListItem;

/// A person with all their properties.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct PersonEntity {
    pub person_id: i32,
    pub firstname: Option<String>,
    pub middle_name: Option<String>,
    pub lastname: Option<String>,
    pub mrmrs: Option<String>,
    pub title: Option<String>,
    #[netserver(date = utc)]
    pub updated_date: DateTime,
    #[netserver(date = utc)]
    pub created_date: DateTime,
    #[netserver(date = date)]
    pub birth_date: DateTime,
    pub created_by: Option<Associate>,
    pub emails: Option<Vec<EntityElement>>,
    pub description: Option<String>,
    pub is_associate: bool,
    pub private_phones: Option<Vec<EntityElement>>,
    pub faxes: Option<Vec<EntityElement>>,
    pub mobile_phones: Option<Vec<EntityElement>>,
    pub office_phones: Option<Vec<EntityElement>>,
    pub other_phones: Option<Vec<EntityElement>>,
    pub position: Option<Position>,
    pub updated_by: Option<Associate>,
    pub contact: Option<Contact>,
    pub country: Option<Country>,
    pub interests: Option<Vec<SelectableMdoListItem>>,
    pub person_number: Option<String>,
    pub full_name: Option<String>,
    pub no_mailing: bool,
    pub use_person_address: bool,
    pub retired: bool,
    pub urls: Option<Vec<EntityElement>>,
    pub formal_name: Option<String>,
    pub address: Option<Address>,
    pub post3: Option<String>,
    pub post2: Option<String>,
    pub post1: Option<String>,
    pub kanalname: Option<String>,
    pub kanafname: Option<String>,
    pub corresponding_associate: Option<Associate>,
    pub category: Option<Category>,
    pub business: Option<Business>,
    pub associate: Option<Associate>,
    pub salutation: Option<String>,
    pub active_interests: i32,
    pub support_associate: Option<Associate>,
    pub ticket_priority: Option<TicketPriority>,
    pub customer_language: Option<CustomerLanguage>,
    pub dbi_agent_id: i32,
    pub dbi_key: Option<String>,
    pub dbi_last_modified: DateTime,
    pub dbi_last_syncronized: DateTime,
    pub sent_info: i16,
    pub show_contact_tickets: i16,
    pub user_info: Option<UserInfo>,
    pub chat_emails: Option<Vec<EntityElement>>,
    pub internet_phones: Option<Vec<EntityElement>>,
    pub source: i16,
    pub active_erp_links: i32,
    pub shipment_types: Option<Vec<SelectableMdoListItem>>,
    pub consents: Option<Vec<ConsentInfo>>,
    pub bounce_emails: Option<Vec<String>>,
    pub active_status_monitor_id: i32,
    pub created_by_form_id: i32,
    pub utm_parameters: Option<SavedUtmParameters>,
    pub leadstatus_id: i32,
    #[netserver(web_api_only)]
    pub leadstatus: Option<String>,
    pub user_defined_fields: Option<BTreeMap<String, String>>,
    pub extra_fields: Option<BTreeMap<String, String>>,
    pub custom_fields: Option<BTreeMap<String, String>>,
    pub carrier: Carrier,
}

/// A consent of a person, with its legal basis.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct ConsentInfo {
    pub consent_person_id: i32,
    pub comment: Option<String>,
    #[netserver(date = utc)]
    pub registered: DateTime,
    pub registered_associate_id: i32,
    #[netserver(date = utc)]
    pub updated: DateTime,
    pub updated_associate_id: i32,
    pub legal_base_id: i32,
    pub legal_base_key: Option<String>,
    pub legal_base_name: Option<String>,
    pub consent_purpose_id: i32,
    pub consent_purpose_key: Option<String>,
    pub consent_purpose_name: Option<String>,
    pub consent_source_id: i32,
    pub consent_source_key: Option<String>,
    pub consent_source_name: Option<String>,
    pub carrier: Carrier,
}

/// The campaigns of a visitor's first and last visit.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct SavedUtmParameters {
    pub form_name: Option<String>,
    pub firsttouch_source: Option<String>,
    pub firsttouch_medium: Option<String>,
    pub firsttouch_campaign: Option<String>,
    pub firsttouch_term: Option<String>,
    pub firsttouch_content: Option<String>,
    pub firsttouch_referrer_domain: Option<String>,
    pub source: Option<String>,
    pub medium: Option<String>,
    pub campaign: Option<String>,
    pub term: Option<String>,
    pub content: Option<String>,
    pub referrer_domain: Option<String>,
    pub carrier: Carrier,
}

/// A user and the user's licences.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct UserInfo {
    pub deleted: bool,
    pub user_info_id: i32,
    pub user_name: Option<String>,
    pub person_id: i32,
    pub rank: i16,
    pub tooltip: Option<String>,
    pub user_group_id: i32,
    pub ej_user_id: i32,
    pub user_type: UserType,
    pub granted_licenses: Option<Vec<String>>,
    pub can_logon: bool,
    pub role_name: Option<String>,
    pub role_tooltip: Option<String>,
    pub user_group_name: Option<String>,
    pub user_group_tooltip: Option<String>,
    pub carrier: Carrier,
}
