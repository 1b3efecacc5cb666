//! Addresses in two forms: in the layout of a country, and with fixed fields.

use webhook_model::{Carrier, NetServerEntity, NetServerEnum, UnknownVariant};

/// The street and postal address of a company or person, in both forms.
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

/// One field of an address, with its position in the country's layout.
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

/// An address with fixed fields, which do not depend on the country.
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

/// The owner and the kind of an address.
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
