//! Countries.

use webhook_model::{Carrier, NetServerEntity};

/// A country, its codes, and its formats of addresses and numbers.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Country {
    pub country_id: i32,
    pub name: Option<String>,
    pub currency_id: i32,
    pub english_name: Option<String>,
    #[netserver(rename = "TwoLetterISOCountry")]
    pub two_letter_iso_country: Option<String>,
    #[netserver(rename = "ThreeLetterISOCountry")]
    pub three_letter_iso_country: Option<String>,
    pub image_description: Option<String>,
    pub org_nr_text: Option<String>,
    pub inter_area_prefix: Option<String>,
    pub dial_in_prefix: Option<String>,
    pub zip_prefix: Option<String>,
    pub domain_name: Option<String>,
    pub address_layout_id: i32,
    pub domestic_address_layout_id: i32,
    pub foreign_address_layout_id: i32,
    pub rank: i16,
    pub tooltip: Option<String>,
    pub deleted: bool,
    pub carrier: Carrier,
}
