//! Requests for companies.

use webhook_model::operation::Operation;
use webhook_model::{DateTime, Flags, NetServerEntity};

use crate::agents::address::Address;
use crate::agents::contact::entity::ContactEntity;
use crate::agents::contact::overview::{
    Contact, ContactAction, ContactActivity, ContactSourceType, PreviewContact,
};
use crate::agents::contact::summary::ContactSummary;
use crate::agents::person::Person;

/// Requests the user's companies with activities.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetMyActiveContacts", response = Option<Vec<ContactActivity>>)]
pub struct GetMyActiveContacts {
    pub activity_start_time: DateTime,
    pub contact_categories: Option<Vec<i32>>,
    pub action_type: Flags<ContactAction>,
}

/// Requests the persons of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetPersons", response = Option<Vec<Person>>)]
pub struct GetPersons {
    pub contact_id: i32,
}

/// Requests a company with its persons.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetContactWithPersons", response = Option<ContactEntity>)]
pub struct GetContactWithPersons {
    pub contact_id: i32,
}

/// Requests the user's own company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetMyContact", response = Option<ContactEntity>)]
pub struct GetMyContact {}

/// Requests the user's business card.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetMyBizCard", response = Option<ContactEntity>)]
pub struct GetMyBizCard {}

/// Requests the address of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetAddress", response = Option<Address>)]
pub struct GetAddress {
    pub contact_id: i32,
}

/// Requests the address of a company in the format of another country.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetAddressByCountry", response = Option<Address>)]
pub struct GetAddressByCountry {
    pub contact_id: i32,
    pub country_id: i32,
}

/// Requests the addresses of a quote.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetQuoteVersionAddresses", response = Option<Vec<Address>>)]
pub struct GetQuoteVersionAddresses {
    pub quote_version_id: i32,
}

/// Requests the recent activities of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetContactSummary", response = Option<ContactSummary>)]
pub struct GetContactSummary {
    pub contact_id: i32,
    pub limit: i32,
}

/// Requests the companies that the user owns.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetMyContacts", response = Option<Vec<Contact>>)]
pub struct GetMyContacts {}

/// Requests the companies that the user worked with recently.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetMyRecentContacts", response = Option<Vec<Contact>>)]
pub struct GetMyRecentContacts {
    pub source_type: Flags<ContactSourceType>,
}

/// Requests the preview of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetPreviewContact", response = Option<PreviewContact>)]
pub struct GetPreviewContact {
    pub contact_id: i32,
}

/// Requests the preview of a company from another source.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetPreviewEnrichContact", response = Option<PreviewContact>)]
pub struct GetPreviewEnrichContact {
    pub enrich_id: Option<String>,
}

/// Requests companies by their keys. The body is a list, not a struct, so it is declared by hand.
#[derive(Debug, Clone, Copy)]
pub struct GetContactList;

impl Operation for GetContactList {
    const PATH: &'static str = "/api/v1/Agents/Contact/GetContactList";
    type Request = Vec<i32>;
    type Response = Option<Vec<Contact>>;
}
