//! Requests that change companies.

use std::collections::BTreeMap;

use webhook_model::NetServerEntity;

use crate::agents::address::{Address, AddressType};
use crate::agents::contact::entity::ContactEntity;
use crate::agents::person::entity::PersonEntity;

/// Restores a deleted company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "Undelete")]
pub struct Undelete {
    pub id: i32,
}

/// Moves a company to another country, which changes the layout of its address.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "ChangeCountry", response = Option<ContactEntity>)]
pub struct ChangeCountry {
    pub contact_entity: Option<ContactEntity>,
    pub to_country_id: i32,
}

/// Adds a person to a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "AddPerson", response = Option<PersonEntity>)]
pub struct AddPerson {
    pub contact_id: i32,
    pub new_person_entity: Option<PersonEntity>,
}

/// Merges two companies.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "Merge")]
pub struct Merge {
    pub source_contact_id: i32,
    pub destination_contact_id: i32,
    pub merge_identical_persons: bool,
    pub replace_empty_fields_on_destination: bool,
}

/// Copies a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "Copy", response = i32)]
pub struct Copy {
    pub source_contact_id: i32,
    pub destination_contact_name: Option<String>,
    pub destination_contact_department: Option<String>,
    pub copy_persons: bool,
}

/// Saves an address of a quote.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "SaveQuoteVersionAddress", response = Option<Address>)]
pub struct SaveQuoteVersionAddress {
    pub quote_version_id: i32,
    pub address: Option<Address>,
    pub address_type: AddressType,
    pub country_id: i32,
}

/// Deletes companies permanently that were marked as deleted long ago.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "DeleteExpired")]
pub struct DeleteExpired {}

/// Validates a company before it is saved.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "ValidateContactEntity", response = Option<BTreeMap<String, String>>)]
pub struct ValidateContactEntity {
    pub contact_entity: Option<ContactEntity>,
}

/// Adds data from another source to a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "EnrichContactEntity", response = Option<ContactEntity>)]
pub struct EnrichContactEntity {
    pub contact_entity: Option<ContactEntity>,
    pub enrich_id: Option<String>,
}

/// Sets and clears interests of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "UpdateInterests")]
pub struct UpdateInterests {
    pub contact_id: i32,
    pub enable_interest_ids: Option<Vec<i32>>,
    pub disable_interest_ids: Option<Vec<i32>>,
}
