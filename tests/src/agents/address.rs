//! Addresses: as a country writes them, and in fixed fields.

use webhook_model::{Carrier, NetServerEntity, NetServerEnum, UnknownVariant};

/// The street and postal address of a company or person, as lines of fields and as fixed fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Address {
    pub wgs84_latitude: f64,
    pub wgs84_longitude: f64,
    pub localized_address: Option<Vec<Vec<LocalizedField>>>,
    pub street: Option<StructuredAddress>,
    pub postal: Option<StructuredAddress>,
    pub formatted: Option<String>,
    pub carrier: Carrier,
}

/// One input of an address, placed where the country puts it.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct LocalizedField {
    pub name: Option<String>,
    pub value: Option<String>,
    pub tooltip: Option<String>,
    pub label: Option<String>,
    pub value_length: i32,
    pub address_type: Option<String>,
    pub carrier: Carrier,
}

/// An address in fixed fields, the same for every country.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct StructuredAddress {
    pub atype_idx: AddressType,
    pub address1: Option<String>,
    pub address2: Option<String>,
    pub address3: Option<String>,
    pub city: Option<String>,
    pub county: Option<String>,
    pub state: Option<String>,
    pub zipcode: Option<String>,
    pub formatted: Option<String>,
}

/// Whose address, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum AddressType {
    Unknown = 0,
    ContactPostalAddress = 1,
    ContactStreetAddress = 2,
    PersonPrivateAddress = 16387,
    QuoteBillingAddress = 8196,
    QuoteShippingAddress = 8197,
    #[netserver(other)]
    Other(UnknownVariant),
}
