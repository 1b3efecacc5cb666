//! The README's example.
#![allow(dead_code)] // An example reads few of its properties.
#![allow(clippy::struct_field_names)] // The vendor's names.

use webhook_model::MediaType::{ApplicationJson, ApplicationMergePatch, ApplicationXml};
use webhook_model::{Carrier, DateTime, Error, NetServerEntity, NetServerEnum};

/// A sale of the CRM.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Sale", entity = "SaleEntity", carrier)]
struct Sale {
    #[netserver(key)]
    sale_id: i32,
    #[netserver(max_length = 219)]
    heading: Option<String>,
    amount: f64,
    #[netserver(default = Open)]
    status: SaleStatus,
    #[netserver(date = diary)]
    next_due_date: DateTime,
    #[netserver(rename = "ERPQuoteKey")]
    erp_quote_key: Option<String>,
    carrier: Carrier,
}

#[derive(Debug, Clone, NetServerEnum)]
enum SaleStatus {
    Unknown,
    Open,
    Sold,
    Lost,
}

fn main() -> Result<(), Error> {
    let sale = Sale::create_default();
    println!("POST {}", Sale::CREATE_DEFAULT_PATH);
    println!("{}", text(sale.encode(ApplicationJson)?));
    println!("{}", text(sale.encode(ApplicationXml)?));

    let sold = Sale::decode(ApplicationJson, br#"{"amount": 99.5, "status": "sold"}"#)?;
    println!("{}", text(sold.encode(ApplicationMergePatch)?));

    let error = Sale::decode(ApplicationJson, br#"{"SaleId": null}"#).unwrap_err();
    println!("{error}");
    Ok(())
}

fn text(body: Vec<u8>) -> String {
    String::from_utf8(body).expect("every format is UTF-8")
}
