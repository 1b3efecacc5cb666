//! Persons in lists.

pub mod entity;

use webhook_model::{Carrier, NetServerEntity};

/// A person in a list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Person {
    pub position: Option<String>,
    pub person_id: i32,
    pub mrmrs: Option<String>,
    pub firstname: Option<String>,
    pub lastname: Option<String>,
    pub middle_name: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub email: Option<String>,
    pub full_name: Option<String>,
    pub direct_phone: Option<String>,
    pub formal_name: Option<String>,
    pub country_id: i32,
    pub contact_id: i32,
    pub contact_name: Option<String>,
    pub retired: i16,
    pub rank: i16,
    pub active_interests: i16,
    pub contact_department: Option<String>,
    pub contact_country_id: i32,
    pub contact_org_nr: Option<String>,
    pub fax_phone: Option<String>,
    pub mobile_phone: Option<String>,
    pub contact_phone: Option<String>,
    pub associate_name: Option<String>,
    pub associate_id: i32,
    pub use_person_address: bool,
    pub contact_fax: Option<String>,
    pub kanafname: Option<String>,
    pub kanalname: Option<String>,
    pub post1: Option<String>,
    pub post2: Option<String>,
    pub post3: Option<String>,
    pub email_name: Option<String>,
    pub contact_full_name: Option<String>,
    pub active_erp_links: i32,
    pub ticket_priority_id: i32,
    pub support_language_id: i32,
    pub support_associate_id: i32,
    pub category_name: Option<String>,
    pub person_number: Option<String>,
    pub carrier: Carrier,
}
